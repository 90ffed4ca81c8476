package io.millrace.rephrase.gate;

import io.millrace.api.Setting;

/**
 * Limits under which hardly anything passes but the passage's own words in another order or fewer
 * of them. Its numbers are measured always, so that others can be tried on kept answers.
 */
public record StrictSettings(
    @Setting("Whether these limits hold.") boolean enabled,
    @Setting(
            value =
                "Most words of the answer that the passage has in no form, nor a synonym of them;"
                    + " articles, prepositions and the like are not counted.",
            min = 0)
        int maxNewWords,
    @Setting(value = "Most of these words for each that is counted.", min = 0, max = 1)
        double maxNewWordShare,
    @Setting(
            value =
                "Most pairs of words side by side that stand far apart in the passage, or in another"
                    + " sentence.",
            min = 0)
        int maxFarPairs,
    @Setting(
            value = "Most pairs side by side in one sentence whose order is turned round.",
            min = 0)
        int maxTurnedPairs,
    @Setting(
            value = "Most groups of limiting words (only, almost, if, all ...) that come or go.",
            min = 0)
        int maxLimiterChanges,
    @Setting(
            value =
                "Least share of the words of each sentence of the passage that an answer has which"
                    + " rewrites.",
            min = 0,
            max = 1)
        double minKeptWords,
    @Setting(
            value =
                "Most share of pairs side by side that are so in the passage, of an answer as long"
                    + " as the passage, unless the style rewrites.",
            min = 0,
            max = 1)
        double maxUnmoved) {

  public static StrictSettings defaults() {
    return new StrictSettings(false, 0, 0, 1, 1, 0, .6, .97);
  }
}
