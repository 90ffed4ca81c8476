package io.millrace.filters.decontaminate;

import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;
import java.util.List;

/** What {@link DecontaminateFilter} compares documents with. */
public record DecontaminateSettings(
    @Setting("Files of evaluation sets: JSON Lines, also .gz, an object an item.")
        List<String> evaluationSets,
    @Setting("Fields whose text is compared, at any depth; empty for every string.")
        List<String> fields,
    @Setting(value = "Words in an n-gram.", min = 1, max = 100) int n,
    @Setting(
            value = "Texts of fewer words than n are compared whole, down to this many words.",
            min = 1,
            max = 100)
        int shortest,
    @Setting(value = "Most n-grams of a kept document that an evaluation set has.", min = 0)
        PerLanguage matches,
    @Setting(
            value = "Greatest share of n-grams of a kept document that an evaluation set has.",
            min = 0,
            max = 1)
        PerLanguage share) {

  public DecontaminateSettings {
    evaluationSets = List.copyOf(evaluationSets);
    fields = List.copyOf(fields);
    if (n < 1 || n > 100) {
      throw new IllegalArgumentException("n is " + n + ", must be 1 to 100");
    }
    if (shortest < 1 || shortest > n) {
      throw new IllegalArgumentException("shortest is " + shortest + ", must be 1 to n, " + n);
    }
  }

  public static DecontaminateSettings defaults() {
    return new DecontaminateSettings(
        List.of(), List.of(), 13, 8, PerLanguage.of(0), PerLanguage.of(1));
  }
}
