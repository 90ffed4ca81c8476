package io.millrace.app;

import io.millrace.corpus.Rule;
import java.util.Map;

/** Rules in words. */
final class Rules {

  private Rules() {}

  /** For example {@code line_punctuation >= 0.12 (fr 0.1), else line_punctuation}. */
  static String text(Rule rule) {
    StringBuilder text = new StringBuilder(rule.signal());
    text.append(rule.side() == Rule.Side.AT_LEAST ? " >= " : " <= ");
    text.append(number(rule.limit().byDefault()));
    String separator = " (";
    for (Map.Entry<String, Double> own : rule.limit().languages().entrySet()) {
      text.append(separator).append(own.getKey()).append(' ').append(number(own.getValue()));
      separator = ", ";
    }
    if (!rule.limit().languages().isEmpty()) {
      text.append(')');
    }
    return text.append(", else ").append(rule.reason().key()).toString();
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
