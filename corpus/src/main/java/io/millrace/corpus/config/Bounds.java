package io.millrace.corpus.config;

import io.millrace.api.Setting;

/** A range of numbers, both ends included; infinite where there is no end. */
public record Bounds(double min, double max) {

  public static Bounds of(Setting setting) {
    return new Bounds(setting.min(), setting.max());
  }

  public Bounds within(double least, double most) {
    return new Bounds(Math.max(min, least), Math.min(max, most));
  }

  boolean allow(double value) {
    return value >= min && value <= max;
  }

  /** What a value outside must be. */
  String words(double outside) {
    if (isBelow() && isAbove() && !isMachineBound()) {
      return "between " + Wording.number(min) + " and " + Wording.number(max);
    }
    return outside < min ? "at least " + Wording.number(min) : "at most " + Wording.number(max);
  }

  /** The range in a table, such as {@code 0 to 1}; "" without ends. */
  public String table() {
    if (isBelow() && isAbove()) {
      return Wording.number(min) + " to " + Wording.number(max);
    }
    if (isBelow()) {
      return "at least " + Wording.number(min);
    }
    return isAbove() ? "at most " + Wording.number(max) : "";
  }

  public boolean isBelow() {
    return min != Double.NEGATIVE_INFINITY;
  }

  public boolean isAbove() {
    return max != Double.POSITIVE_INFINITY;
  }

  /** An end that only the Java type sets is named when it is met, not otherwise. */
  private boolean isMachineBound() {
    return min <= Integer.MIN_VALUE || max >= Long.MAX_VALUE || max == Integer.MAX_VALUE;
  }
}
