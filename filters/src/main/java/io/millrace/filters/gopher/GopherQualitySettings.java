package io.millrace.filters.gopher;

import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;
import java.util.Map;

/**
 * Limits of {@link GopherQualityFilter}: Rae et al. 2021, appendix A.1.1. For languages written
 * without spaces, and for Korean, the range of the mean word length is that of FineWeb-2 (Penedo et
 * al. 2025, configurations cmn, jpn, kor, tha, lao, khm, mya): a Chinese word has 1.6 characters on
 * average, which is below the English range. The upper limits of Chinese, Japanese and Korean (5,
 * 5, 6) catch text in Latin letters that is labelled as one of these languages. Finnish (fin) and
 * the languages of southern India (mal, tam, tel, kan) have long compound words.
 */
public record GopherQualitySettings(
    @Setting("File that calibrate wrote; its stop words serve languages that have no list.")
        String calibration,
    @Setting(value = "Fewest words of a document.", min = 0) PerLanguage minWords,
    @Setting(value = "Most words of a document.", min = 1) PerLanguage maxWords,
    @Setting(value = "Smallest mean length of words in characters.", min = 0)
        PerLanguage minMeanWordLength,
    @Setting(value = "Largest mean length of words in characters.", min = 1)
        PerLanguage maxMeanWordLength,
    @Setting(value = "Most hash signs a word.", min = 0) PerLanguage maxHashSigns,
    @Setting(value = "Most ellipses a word.", min = 0) PerLanguage maxEllipses,
    @Setting(value = "Largest share of lines that start with a bullet.", min = 0, max = 1)
        PerLanguage maxBulletLines,
    @Setting(value = "Largest share of lines that end in an ellipsis.", min = 0, max = 1)
        PerLanguage maxEllipsisLines,
    @Setting(value = "Smallest share of words that have a letter.", min = 0, max = 1)
        PerLanguage minAlphabeticWords,
    @Setting(
            value =
                "Fewest occurrences of the language's stop words; languages without a list pass.",
            min = 0)
        PerLanguage minStopWords) {

  private static final GopherQualitySettings DEFAULTS =
      new GopherQualitySettings(
          "",
          PerLanguage.of(50),
          PerLanguage.of(100_000),
          PerLanguage.of(3, shortestMeans()),
          PerLanguage.of(10, longestMeans()),
          PerLanguage.of(.1),
          PerLanguage.of(.1),
          PerLanguage.of(.9),
          PerLanguage.of(.3),
          // dates and numbers are words of their own (FineWeb-2: .735, .759)
          PerLanguage.of(.8, Map.of("zh", .735, "yue", .735, "wuu", .735, "ja", .759)),
          PerLanguage.of(2));

  public GopherQualitySettings {
    requireOrder("min_words", minWords, "max_words", maxWords);
    requireOrder(
        "min_mean_word_length", minMeanWordLength, "max_mean_word_length", maxMeanWordLength);
  }

  public static GopherQualitySettings defaults() {
    return DEFAULTS;
  }

  // in Tibetan and Dzongkha, UAX #29 finds syllables, not words
  private static Map<String, Double> shortestMeans() {
    return Map.ofEntries(
        Map.entry("zh", 1.0),
        Map.entry("yue", 1.0),
        Map.entry("wuu", 1.0),
        Map.entry("ja", 1.0),
        Map.entry("ko", 1.0),
        Map.entry("th", 2.0),
        Map.entry("lo", 2.0),
        Map.entry("km", 2.0),
        Map.entry("my", 2.0),
        Map.entry("bo", 2.0),
        Map.entry("dz", 2.0));
  }

  private static Map<String, Double> longestMeans() {
    return Map.ofEntries(
        Map.entry("zh", 5.0),
        Map.entry("yue", 5.0),
        Map.entry("wuu", 5.0),
        Map.entry("ja", 5.0),
        Map.entry("ko", 6.0),
        Map.entry("km", 13.0),
        Map.entry("my", 21.0),
        Map.entry("fi", 13.0),
        // half of FineWeb-2's 37 to 68: the Declaration of Human Rights has 11.8 in Malayalam
        Map.entry("ml", 16.0),
        Map.entry("ta", 16.0),
        Map.entry("te", 16.0),
        Map.entry("kn", 16.0));
  }

  private static void requireOrder(
      String lowName, PerLanguage low, String highName, PerLanguage high) {
    requireOrder(lowName, low.byDefault(), highName, high.byDefault());
    for (String language : low.languages().keySet()) {
      requireOrder(lowName, low.of(language), highName, high.of(language));
    }
    for (String language : high.languages().keySet()) {
      requireOrder(lowName, low.of(language), highName, high.of(language));
    }
  }

  private static void requireOrder(String lowName, double low, String highName, double high) {
    if (low > high) {
      throw new IllegalArgumentException(
          lowName + " is " + low + ", must be at most " + highName + ", which is " + high);
    }
  }
}
