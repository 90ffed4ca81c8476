package io.millrace.filters.culturax;

import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Thresholds of {@link CulturaxFilter}; NaN switches a threshold off for a language. */
public record CulturaxSettings(
    @Setting(
            "File that calibrate wrote; its thresholds replace those below, and its stop words serve"
                + " languages that have no list.")
        String calibration,
    @Setting("Fewest words.") PerLanguage words,
    @Setting(value = "Greatest share of the most frequent character 10-grams.", min = 0, max = 1)
        PerLanguage characterRepetition,
    @Setting(value = "Greatest share of repeated word 5-grams.", min = 0, max = 1)
        PerLanguage wordRepetition,
    @Setting(
            value = "Greatest share of characters that are no letters: spaces, digits, marks.",
            min = 0,
            max = 1)
        PerLanguage specialCharacters,
    @Setting(value = "Least share of stop words.", min = 0, max = 1) PerLanguage stopWords,
    @Setting(value = "Greatest share of flagged words.", min = 0, max = 1) PerLanguage flaggedWords,
    @Setting(value = "Least language score.", min = 0, max = 1) PerLanguage languageScore,
    @Setting("Fewest characters.") PerLanguage characters,
    @Setting("Fewest lines that are not blank.") PerLanguage lines,
    @Setting(value = "Greatest share of characters in lines of fewer than 100.", min = 0, max = 1)
        PerLanguage shortLineLength,
    @Setting(value = "Greatest share of lines of fewer than 100 characters.", min = 0, max = 1)
        PerLanguage shortLines,
    @Setting("File of flagged words of each language, an entry a line; none in the box.")
        SortedMap<String, String> flaggedWordLists) {

  public CulturaxSettings {
    flaggedWordLists = Collections.unmodifiableSortedMap(new TreeMap<>(flaggedWordLists));
  }

  /**
   * The initial thresholds of ROOTS; metrics that ROOTS lacks drop nothing. ROOTS requires a share
   * of .3 English stop words, for its own long list. With Lucene's 33 words the median of good
   * pages is .26, so English has the common threshold. Where good texts have less than twice the
   * common threshold, as in languages with inflections in place of function words, the threshold is
   * half the share in the Declaration of Human Rights.
   */
  public static CulturaxSettings defaults() {
    return new CulturaxSettings(
        "",
        PerLanguage.of(10, Map.of("en", 20.0, "ar", 20.0)),
        PerLanguage.of(.2, Map.of("en", .106, "ar", .2)),
        PerLanguage.of(.3, Map.of("en", .19, "ar", .34)),
        PerLanguage.of(.4, Map.of("en", .4, "ar", .3)),
        PerLanguage.of(.1, stopWordFloors()),
        PerLanguage.of(.1, Map.of("en", .01, "ar", .03)),
        PerLanguage.of(.7, Map.of("en", .8, "ar", .81)),
        PerLanguage.of(0),
        PerLanguage.of(0),
        PerLanguage.of(1),
        PerLanguage.of(1),
        Collections.emptySortedMap());
  }

  private static Map<String, Double> stopWordFloors() {
    return Map.ofEntries(
        Map.entry("ar", .07),
        Map.entry("bn", .07),
        Map.entry("eu", .09),
        Map.entry("he", .09),
        Map.entry("ml", .02),
        Map.entry("mr", .09),
        Map.entry("sr", .07),
        Map.entry("ta", .03),
        Map.entry("te", .01));
  }

  /**
   * Replaces thresholds by calibrated ones. A calibrated default replaces all thresholds of a
   * metric; without one (NaN) only those of the calibrated languages are replaced.
   *
   * @param calibrated thresholds by the name of the signal
   * @throws IllegalArgumentException when a name is not a signal
   */
  public CulturaxSettings withThresholds(SortedMap<String, PerLanguage> calibrated) {
    for (String name : calibrated.keySet()) {
      if (!CulturaxFilter.SIGNALS.contains(name)) {
        throw new IllegalArgumentException(
            "thresholds has '" + name + "', must be one of " + CulturaxFilter.SIGNALS);
      }
    }
    return new CulturaxSettings(
        calibration,
        merge(words, calibrated.get("words")),
        merge(characterRepetition, calibrated.get("character_repetition")),
        merge(wordRepetition, calibrated.get("word_repetition")),
        merge(specialCharacters, calibrated.get("special_characters")),
        merge(stopWords, calibrated.get("stop_words")),
        merge(flaggedWords, calibrated.get("flagged_words")),
        merge(languageScore, calibrated.get("language_score")),
        merge(characters, calibrated.get("characters")),
        merge(lines, calibrated.get("lines")),
        merge(shortLineLength, calibrated.get("short_line_length")),
        merge(shortLines, calibrated.get("short_lines")),
        flaggedWordLists);
  }

  private static PerLanguage merge(PerLanguage own, PerLanguage calibrated) {
    if (calibrated == null) {
      return own;
    }
    SortedMap<String, Double> languages = new TreeMap<>();
    boolean replaced = !Double.isNaN(calibrated.byDefault());
    if (!replaced) {
      languages.putAll(own.languages());
    }
    languages.putAll(calibrated.languages());
    return PerLanguage.of(replaced ? calibrated.byDefault() : own.byDefault(), languages);
  }
}
