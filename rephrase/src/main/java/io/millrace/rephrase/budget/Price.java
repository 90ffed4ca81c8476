package io.millrace.rephrase.budget;

import java.math.BigDecimal;

/**
 * What a model's tokens cost, exactly: in micros (millionths of the currency's unit) for a million
 * tokens, which is picos (millionths of a micro) for one.
 *
 * @param inputMicros for a million tokens of prompt, 0 or more
 * @param outputMicros for a million tokens of completion, 0 or more
 */
public record Price(long inputMicros, long outputMicros) {

  /** Of a model that costs nothing. */
  public static final Price FREE = new Price(0, 0);

  private static final long PICOS_IN_MICRO = 1_000_000;
  private static final int DECIMALS = 6;

  public Price {
    if (inputMicros < 0 || outputMicros < 0) {
      throw new IllegalArgumentException(
          "price is " + inputMicros + " and " + outputMicros + " micros, less than 0");
    }
  }

  /**
   * Millionths of an amount of money.
   *
   * @throws IllegalArgumentException when it is negative, has more than six decimals or is too
   *     large
   */
  public static long micros(double amount) {
    try {
      long micros = BigDecimal.valueOf(amount).movePointRight(DECIMALS).longValueExact();
      if (micros >= 0) {
        return micros;
      }
    } catch (ArithmeticException | NumberFormatException inexact) {
      // named below
    }
    throw new IllegalArgumentException(
        "amount of money is " + amount + ", not from 0 and in millionths");
  }

  /**
   * Cost of a call in picos.
   *
   * @throws ArithmeticException past 9.2 million units
   */
  public long picos(long promptTokens, long completionTokens) {
    return Math.addExact(
        Math.multiplyExact(promptTokens, inputMicros),
        Math.multiplyExact(completionTokens, outputMicros));
  }

  /** Micros of so many picos, a begun one in full. */
  public static long microsOf(long picos) {
    return picos / PICOS_IN_MICRO + (picos % PICOS_IN_MICRO == 0 ? 0 : 1);
  }

  /** Picos of so many micros; what no long holds is the greatest long. */
  static long picosOf(long micros) {
    return micros > Long.MAX_VALUE / PICOS_IN_MICRO ? Long.MAX_VALUE : micros * PICOS_IN_MICRO;
  }
}
