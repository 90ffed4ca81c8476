package io.millrace.app.recipe;

import io.millrace.api.Reason;
import io.millrace.api.Rule;
import io.millrace.pipelines.chain.Reasons;
import io.millrace.pipelines.recipe.SettingsTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of a recipe's stages as text. */
final class RuleTexts {

  private RuleTexts() {}

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

  /**
   * Why a stage drops, line by line: its rules, its other reasons, and its settings. A stage with
   * rules lists only the settings that differ from their defaults.
   */
  static List<String> lines(String stage, List<Rule> rules, Record settings) {
    List<String> lines = new ArrayList<>();
    Set<Reason> named = new HashSet<>();
    for (Rule rule : rules) {
      lines.add(text(rule));
      named.add(rule.reason());
    }
    for (Reason reason : Reasons.of(stage)) {
      if (!named.contains(reason)) {
        lines.add("drops " + reason.key() + ": " + reason.description());
      }
    }
    List<SettingsTable.Row> defaults = SettingsTable.rows(settings.getClass());
    List<SettingsTable.Row> rows = SettingsTable.rows(settings);
    for (int i = 0; i < rows.size(); i++) {
      boolean nested = rows.get(i).name().contains(".");
      if (rules.isEmpty() && !nested || !rows.get(i).value().equals(defaults.get(i).value())) {
        lines.add("with " + rows.get(i).name() + ": " + rows.get(i).value());
      }
    }
    return lines;
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
