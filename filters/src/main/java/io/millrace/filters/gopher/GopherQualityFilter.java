package io.millrace.filters.gopher;

import io.millrace.api.DocumentView;
import io.millrace.api.Filter;
import io.millrace.api.Rule;
import io.millrace.api.TextAnalysis;
import io.millrace.corpus.DropReason;
import io.millrace.filters.stopwords.StopWords;
import io.millrace.filters.text.WordSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drops texts that are not running prose: Gopher's quality rules (Rae et al. 2021, appendix A.1.1).
 *
 * <p>Words are those of {@link TextAnalysis}, so punctuation marks are not words. Shares of lines
 * ignore blank lines. Each occurrence of a stop word counts, as in datatrove; the paper does not
 * say ('at least two of the following English words').
 *
 * <p>Shares and means are NaN in a text without words or lines; {@code stop_words} is NaN in a
 * language without a list.
 */
public final class GopherQualityFilter implements Filter {

  private static final List<String> SIGNALS =
      List.of(
          "words",
          "mean_word_length",
          "hash_signs",
          "ellipses",
          "bullet_lines",
          "ellipsis_lines",
          "alphabetic_words",
          "stop_words");

  /** The eight English words of the paper. */
  private static final StopWords GOPHER =
      StopWords.of(Map.of("en", List.of("the", "be", "to", "of", "and", "that", "have", "with")));

  private final List<Rule> rules;
  private final StopWords stopWords;

  /** With the stop words of {@link #defaultStopWords()}. */
  public GopherQualityFilter(GopherQualitySettings settings) {
    this(settings, defaultStopWords());
  }

  public GopherQualityFilter(GopherQualitySettings settings, StopWords stopWords) {
    this.stopWords = stopWords;
    rules =
        List.of(
            Rule.atLeast(DropReason.TOO_FEW_WORDS, "words", settings.minWords()),
            Rule.atMost(DropReason.TOO_MANY_WORDS, "words", settings.maxWords()),
            Rule.atLeast(DropReason.SHORT_WORDS, "mean_word_length", settings.minMeanWordLength()),
            Rule.atMost(DropReason.LONG_WORDS, "mean_word_length", settings.maxMeanWordLength()),
            Rule.atMost(DropReason.HASH_SIGNS, "hash_signs", settings.maxHashSigns()),
            Rule.atMost(DropReason.ELLIPSES, "ellipses", settings.maxEllipses()),
            Rule.atMost(DropReason.BULLET_LINES, "bullet_lines", settings.maxBulletLines()),
            Rule.atMost(DropReason.ELLIPSIS_LINES, "ellipsis_lines", settings.maxEllipsisLines()),
            Rule.atLeast(
                DropReason.FEW_ALPHABETIC_WORDS, "alphabetic_words", settings.minAlphabeticWords()),
            Rule.atLeast(DropReason.FEW_STOP_WORDS, "stop_words", settings.minStopWords()));
  }

  /** The paper's eight words for English, the bundled lists for other languages. */
  public static StopWords defaultStopWords() {
    return GOPHER.or(StopWords.inTheBox());
  }

  @Override
  public List<String> signals() {
    return SIGNALS;
  }

  @Override
  public List<Rule> rules() {
    return rules;
  }

  @Override
  public void measure(DocumentView document, TextAnalysis analysis, double[] out, int offset) {
    double words = analysis.words();
    out[offset] = words;
    words(analysis, out, offset);
    out[offset + 2] = ratio(analysis.hashSigns(), words);
    out[offset + 3] = ratio(analysis.ellipses(), words);
    lines(analysis, out, offset + 4);
    Optional<WordSet> list = stopWords.of(document.language());
    out[offset + 7] = list.isPresent() ? list.get().count(analysis) : Double.NaN;
  }

  private static void words(TextAnalysis analysis, double[] out, int offset) {
    int words = analysis.words();
    int[] lengths = analysis.wordCodePoints();
    byte[] flags = analysis.wordFlags();
    long characters = 0;
    int alphabetic = 0;
    for (int i = 0; i < words; i++) {
      characters += lengths[i];
      alphabetic += flags[i] & TextAnalysis.WORD_LETTER;
    }
    out[offset + 1] = ratio(characters, words);
    out[offset + 6] = ratio(alphabetic, words);
  }

  private static void lines(TextAnalysis analysis, double[] out, int offset) {
    byte[] flags = analysis.lineFlags();
    int blank = 0;
    int bullets = 0;
    int ellipses = 0;
    for (int i = 0; i < analysis.lines(); i++) {
      blank += (flags[i] & TextAnalysis.LINE_BLANK) != 0 ? 1 : 0;
      bullets += (flags[i] & TextAnalysis.LINE_BULLET) != 0 ? 1 : 0;
      ellipses += (flags[i] & TextAnalysis.LINE_ELLIPSIS) != 0 ? 1 : 0;
    }
    int lines = analysis.lines() - blank;
    out[offset] = ratio(bullets, lines);
    out[offset + 1] = ratio(ellipses, lines);
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? Double.NaN : part / whole;
  }
}
