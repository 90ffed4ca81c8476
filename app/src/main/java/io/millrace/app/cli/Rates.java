package io.millrace.app.cli;

import java.util.Locale;

/** Rates, sizes and times for people, in units that fit their magnitude. */
public final class Rates {

  private static final String[] PREFIXES = {"", "k", "M", "G", "T"};
  private static final double KILO = 1_000;
  private static final double MINUTE = 60;

  private Rates() {}

  /**
   * A quantity with at most three digits, such as {@code 812 k characters/s} or {@code 2.1 MB}. A
   * value above 0 is never shown as 0.
   *
   * @param value at least 0, in the unit
   * @param unit "B" and "B/s" take their prefix without a space
   */
  public static String of(double value, String unit) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      return "– " + unit;
    }
    int power = 0;
    double scaled = value;
    while (scaled >= KILO - .5 && power < PREFIXES.length - 1) {
      scaled /= KILO;
      power++;
    }
    String number = scaled > 0 && scaled < .05 ? "<0.1" : number(scaled, decimals(scaled, power));
    String joint = power > 0 && !unit.startsWith("B") ? " " : "";
    return number + ' ' + PREFIXES[power] + joint + unit;
  }

  private static int decimals(double scaled, int power) {
    boolean whole = power == 0 && scaled == Math.rint(scaled);
    return whole || scaled >= KILO / 10 - .05 ? 0 : 1;
  }

  /** A number with groups of three digits, {@code 1,234.5}. */
  public static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** A duration in a unit that fits: {@code 45 s}, {@code 12 min}, {@code 3.5 h}. */
  public static String time(double seconds) {
    if (!(seconds >= 0) || Double.isInfinite(seconds)) {
      return "– s";
    }
    if (seconds < 2 * MINUTE) {
      return number(seconds, 0) + " s";
    }
    double minutes = seconds / MINUTE;
    return minutes < 2 * MINUTE ? number(minutes, 0) + " min" : number(minutes / MINUTE, 1) + " h";
  }
}
