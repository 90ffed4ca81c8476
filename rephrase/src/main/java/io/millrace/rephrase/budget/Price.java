package io.millrace.rephrase.budget;

import java.math.BigDecimal;

/**
 * Exact price of the tokens of a model: micros (millionths of the currency's unit) per million
 * tokens, which equals picos (millionths of a micro) per token.
 *
 * @param inputMicros per million tokens of prompt, 0 or more
 * @param outputMicros per million tokens of completion, 0 or more
 */
public record Price(long inputMicros, long outputMicros) {

  /** Price of a free model. */
  public static final Price FREE = new Price(0, 0);

  private static final long PICOS_IN_MICRO = 1_000_000;
  private static final int DECIMALS = 6;

  public Price {
    if (inputMicros < 0 || outputMicros < 0) {
      throw new IllegalArgumentException(
          "price is " + inputMicros + " and " + outputMicros + " micros, must be 0 or more");
    }
  }

  /**
   * Converts an amount of money to micros.
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
      // reported below
    }
    throw new IllegalArgumentException(
        "amount of money is " + amount + ", must be 0 or more with at most six decimals");
  }

  /**
   * Cost of a call in picos.
   *
   * @throws ArithmeticException above 9.2 million units
   */
  public long picos(long promptTokens, long completionTokens) {
    return Math.addExact(
        Math.multiplyExact(promptTokens, inputMicros),
        Math.multiplyExact(completionTokens, outputMicros));
  }

  /** Converts picos to micros, rounded up. */
  public static long microsOf(long picos) {
    return picos / PICOS_IN_MICRO + (picos % PICOS_IN_MICRO == 0 ? 0 : 1);
  }

  /** Converts micros to picos, at most {@link Long#MAX_VALUE}. */
  static long picosOf(long micros) {
    return micros > Long.MAX_VALUE / PICOS_IN_MICRO ? Long.MAX_VALUE : micros * PICOS_IN_MICRO;
  }
}
