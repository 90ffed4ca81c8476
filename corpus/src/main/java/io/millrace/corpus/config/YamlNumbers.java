package io.millrace.corpus.config;

import java.math.BigInteger;
import java.util.Optional;

/** Parses numbers in the form of YAML 1.2's core schema, which the resolver has checked. */
final class YamlNumbers {

  private static final int MAX_DIGITS = 100;

  private YamlNumbers() {}

  /** The value, or empty when it has more than 64 bits. */
  static Optional<Long> whole(String text) {
    if (text.length() > MAX_DIGITS) {
      return Optional.empty();
    }
    BigInteger value = integer(text);
    return value.bitLength() < Long.SIZE ? Optional.of(value.longValueExact()) : Optional.empty();
  }

  /** The value as a double; infinite or NaN when written so, infinite when too large. */
  static double real(String text) {
    if (text.startsWith("0o") || text.startsWith("0x")) {
      return text.length() > MAX_DIGITS ? Double.POSITIVE_INFINITY : integer(text).doubleValue();
    }
    String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (unsigned.startsWith(".") && unsigned.length() > 1 && !isDigit(unsigned.charAt(1))) {
      boolean infinite = unsigned.charAt(1) == 'i' || unsigned.charAt(1) == 'I';
      double value = infinite ? Double.POSITIVE_INFINITY : Double.NaN;
      return text.startsWith("-") ? -value : value;
    }
    return Double.parseDouble(text);
  }

  private static BigInteger integer(String text) {
    if (text.startsWith("0o")) {
      return new BigInteger(text.substring(2), 8);
    }
    if (text.startsWith("0x")) {
      return new BigInteger(text.substring(2), 16);
    }
    return new BigInteger(text);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
