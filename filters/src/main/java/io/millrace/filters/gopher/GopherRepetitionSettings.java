package io.millrace.filters.gopher;

import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;
import java.util.Map;

/**
 * Limits of {@link GopherRepetitionFilter}: table A1 of Rae et al. 2021. Chinese, Japanese and Thai
 * have the limits of FineWeb-2 (Penedo et al. 2025) where these are wider, because n-grams of short
 * words repeat more easily.
 */
public record GopherRepetitionSettings(
    @Setting(value = "Largest share of lines that repeat an earlier line.", min = 0, max = 1)
        PerLanguage duplicateLines,
    @Setting(value = "Largest share of characters in repeated lines.", min = 0, max = 1)
        PerLanguage duplicateLineCharacters,
    @Setting(value = "Largest share of paragraphs that repeat an earlier one.", min = 0, max = 1)
        PerLanguage duplicateParagraphs,
    @Setting(value = "Largest share of characters in repeated paragraphs.", min = 0, max = 1)
        PerLanguage duplicateParagraphCharacters,
    @Setting(value = "Largest share of characters in the top 2-gram.", min = 0, max = 1)
        PerLanguage top2Gram,
    @Setting(value = "Largest share of characters in the top 3-gram.", min = 0, max = 1)
        PerLanguage top3Gram,
    @Setting(value = "Largest share of characters in the top 4-gram.", min = 0, max = 1)
        PerLanguage top4Gram,
    @Setting(value = "Largest share of characters in repeated 5-grams.", min = 0, max = 1)
        PerLanguage duplicate5Grams,
    @Setting(value = "Largest share of characters in repeated 6-grams.", min = 0, max = 1)
        PerLanguage duplicate6Grams,
    @Setting(value = "Largest share of characters in repeated 7-grams.", min = 0, max = 1)
        PerLanguage duplicate7Grams,
    @Setting(value = "Largest share of characters in repeated 8-grams.", min = 0, max = 1)
        PerLanguage duplicate8Grams,
    @Setting(value = "Largest share of characters in repeated 9-grams.", min = 0, max = 1)
        PerLanguage duplicate9Grams,
    @Setting(value = "Largest share of characters in repeated 10-grams.", min = 0, max = 1)
        PerLanguage duplicate10Grams) {

  private static final GopherRepetitionSettings DEFAULTS =
      new GopherRepetitionSettings(
          PerLanguage.of(.30),
          PerLanguage.of(.20),
          PerLanguage.of(.30),
          PerLanguage.of(.20),
          wider(.20, .256, .20, .221),
          wider(.18, .201, .18, .197),
          wider(.16, .171, .16, .162),
          wider(.15, .198, .307, .185),
          wider(.14, .182, .283, .168),
          wider(.13, .167, .264, .152),
          wider(.12, .154, .248, .137),
          wider(.11, .140, .234, .124),
          wider(.10, .127, .223, .111));

  public static GopherRepetitionSettings defaults() {
    return DEFAULTS;
  }

  private static PerLanguage wider(double rest, double chinese, double japanese, double thai) {
    return PerLanguage.of(
        rest, Map.of("zh", chinese, "yue", chinese, "wuu", chinese, "ja", japanese, "th", thai));
  }
}
