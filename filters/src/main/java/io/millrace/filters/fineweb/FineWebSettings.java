package io.millrace.filters.fineweb;

import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;
import java.util.Map;

/**
 * Limits of {@link FineWebFilter}: those of FineWeb (Penedo et al. 2024), and those of FineWeb-2
 * (Penedo et al. 2025, one configuration per language) for French and for languages where the
 * English limits make no sense: Thai, Lao and Burmese pages often end sentences without a mark.
 * {@code short_lines} applies only to English, as in FineWeb-2. 0 in {@code line_punctuation} and 1
 * in {@code short_lines} let everything pass.
 *
 * <p>{@code repeated_line_characters} is .1, the value of FineWeb's section 3.6 and of FineWeb-2.
 * FineWeb's appendix E.4 and its code have .01, which drops a page for one repeated sentence: of 26
 * real pages that .01 dropped, 21 were good texts.
 */
public record FineWebSettings(
    @Setting(value = "Smallest share of lines that end in punctuation.", min = 0, max = 1)
        PerLanguage linePunctuation,
    @Setting(value = "Largest share of lines that are short.", min = 0, max = 1)
        PerLanguage shortLines,
    @Setting(value = "Longest line in characters that counts as short.", min = 0)
        PerLanguage shortLineLength,
    @Setting(
            value = "Largest share of characters in lines that repeat an earlier line.",
            min = 0,
            max = 1)
        PerLanguage repeatedLineCharacters,
    @Setting(value = "Most line breaks a word.", min = 0) PerLanguage newlineRatio) {

  private static final FineWebSettings DEFAULTS =
      new FineWebSettings(
          PerLanguage.of(.12, punctuation()),
          PerLanguage.of(1, Map.of("en", .67)),
          PerLanguage.of(30),
          PerLanguage.of(.1),
          PerLanguage.of(.3, newlines()));

  public static FineWebSettings defaults() {
    return DEFAULTS;
  }

  private static Map<String, Double> punctuation() {
    return Map.ofEntries(
        Map.entry("fr", .1),
        Map.entry("zh", .106),
        Map.entry("yue", .106),
        Map.entry("wuu", .106),
        Map.entry("ja", .167),
        Map.entry("ko", .062),
        Map.entry("km", .077),
        Map.entry("th", 0.0),
        Map.entry("lo", 0.0),
        Map.entry("my", 0.0),
        // Tibetan marks clauses with a shad, which Unicode does not class as Sentence_Terminal
        Map.entry("bo", 0.0),
        Map.entry("dz", 0.0));
  }

  private static Map<String, Double> newlines() {
    return Map.ofEntries(
        Map.entry("fr", .185),
        Map.entry("zh", .178),
        Map.entry("yue", .178),
        Map.entry("wuu", .178),
        Map.entry("ja", .162),
        Map.entry("ko", .196),
        Map.entry("km", .667),
        Map.entry("th", .153),
        Map.entry("lo", .2),
        Map.entry("my", .125));
  }
}
