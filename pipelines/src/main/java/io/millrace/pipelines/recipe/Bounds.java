package io.millrace.pipelines.recipe;

import io.millrace.api.Setting;

/** A range of numbers, both ends included; infinite where there is no end. */
record Bounds(double min, double max) {

  static Bounds of(Setting setting) {
    return new Bounds(setting.min(), setting.max());
  }

  Bounds within(double least, double most) {
    return new Bounds(Math.max(min, least), Math.min(max, most));
  }

  boolean allow(double value) {
    return value >= min && value <= max;
  }

  /** What a value outside must be. */
  String words(double outside) {
    if (isBelow() && isAbove() && !isMachineBound()) {
      return "between " + Words.number(min) + " and " + Words.number(max);
    }
    return outside < min ? "at least " + Words.number(min) : "at most " + Words.number(max);
  }

  /** The range in a table, such as {@code 0 to 1}; "" without ends. */
  String table() {
    if (isBelow() && isAbove()) {
      return Words.number(min) + " to " + Words.number(max);
    }
    if (isBelow()) {
      return "at least " + Words.number(min);
    }
    return isAbove() ? "at most " + Words.number(max) : "";
  }

  boolean isBelow() {
    return min != Double.NEGATIVE_INFINITY;
  }

  boolean isAbove() {
    return max != Double.POSITIVE_INFINITY;
  }

  /** An end that only the Java type sets is named when it is met, not otherwise. */
  private boolean isMachineBound() {
    return min <= Integer.MIN_VALUE || max >= Long.MAX_VALUE || max == Integer.MAX_VALUE;
  }
}
