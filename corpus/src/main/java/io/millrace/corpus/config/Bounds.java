package io.millrace.corpus.config;

import io.millrace.api.Setting;

/** A range of numbers including both ends; an infinite end means no limit. */
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

  String words(double outside) {
    if (isBelow() && isAbove() && !isMachineBound()) {
      return "between " + Wording.number(min) + " and " + Wording.number(max);
    }
    return outside < min ? "at least " + Wording.number(min) : "at most " + Wording.number(max);
  }

  /** The range as text for tables, such as {@code 0 to 1}; "" without limits. */
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

  /** A limit that comes from the Java type alone is named only when it is violated. */
  private boolean isMachineBound() {
    return min <= Integer.MIN_VALUE || max >= Long.MAX_VALUE || max == Integer.MAX_VALUE;
  }
}
