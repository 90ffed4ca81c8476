package io.millrace.filters.culturax;

import io.millrace.api.DocumentView;
import io.millrace.api.Filter;
import io.millrace.api.Rule;
import io.millrace.api.TextAnalysis;
import io.millrace.corpus.DropReason;
import io.millrace.filters.stopwords.StopWords;
import io.millrace.filters.text.WordSet;
import java.util.List;

/**
 * The document metrics of CulturaX (Nguyen et al. 2023), by the formulas of ROOTS (Laurençon et al.
 * 2022). Perplexity is not measured: it needs a language model for each language.
 */
public final class CulturaxFilter implements Filter {

  static final List<String> SIGNALS =
      List.of(
          "words",
          "character_repetition",
          "word_repetition",
          "special_characters",
          "stop_words",
          "flagged_words",
          "language_score",
          "characters",
          "lines",
          "short_line_length",
          "short_lines");

  private static final int SHORT_LINE = 100;
  private static final boolean[] SPECIAL = specialCharacters();

  private final List<Rule> rules;
  private final StopWords stopWords;
  private final FlaggedWords flaggedWords;
  private final Repetition repetition = new Repetition();

  /**
   * @param settings with calibrated thresholds already merged; the calibration file is not read
   *     here
   * @throws IllegalArgumentException when a list of flagged words does not exist or cannot be used
   */
  public CulturaxFilter(CulturaxSettings settings, StopWords stopWords) {
    this.stopWords = stopWords;
    flaggedWords = new FlaggedWords(settings.flaggedWordLists());
    rules = rules(settings);
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
    String language = document.language();
    int words = analysis.words();
    WordSet list = stopWords.of(language).orElse(null);
    out[offset] = words;
    out[offset + 1] = repetition.ofCharacters(analysis);
    out[offset + 2] = repetition.ofWords(analysis);
    out[offset + 3] = specialShare(analysis);
    out[offset + 4] =
        list == null || words == 0 ? Double.NaN : (double) list.count(analysis) / words;
    out[offset + 5] = flaggedWords.share(analysis, language);
    out[offset + 6] = language.isEmpty() ? Double.NaN : document.languageScore();
    out[offset + 7] = analysis.codePoints();
    measureLines(analysis, out, offset + 8);
  }

  private static void measureLines(TextAnalysis analysis, double[] out, int offset) {
    int lines = 0;
    int shortLines = 0;
    long characters = 0;
    long shortCharacters = 0;
    for (int i = 0; i < analysis.lines(); i++) {
      if ((analysis.lineFlags()[i] & TextAnalysis.LINE_BLANK) != 0) {
        continue;
      }
      int length = analysis.lineCodePoints()[i];
      lines++;
      characters += length;
      if (length < SHORT_LINE) {
        shortLines++;
        shortCharacters += length;
      }
    }
    out[offset] = lines;
    out[offset + 1] = characters == 0 ? 0 : (double) shortCharacters / characters;
    out[offset + 2] = lines == 0 ? 0 : (double) shortLines / lines;
  }

  private static double specialShare(TextAnalysis analysis) {
    String text = analysis.text();
    int special = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        special += SPECIAL[c] ? 1 : 0;
      } else {
        int codePoint = text.codePointAt(i);
        i += Character.charCount(codePoint) - 1;
        special += isSpecial(codePoint) ? 1 : 0;
      }
    }
    return analysis.codePoints() == 0 ? 0 : (double) special / analysis.codePoints();
  }

  private static boolean isSpecial(int codePoint) {
    int type = Character.getType(codePoint);
    boolean mark =
        type == Character.NON_SPACING_MARK
            || type == Character.COMBINING_SPACING_MARK
            || type == Character.ENCLOSING_MARK;
    return !mark && !Character.isLetter(codePoint);
  }

  private static boolean[] specialCharacters() {
    boolean[] special = new boolean[Character.MAX_VALUE + 1];
    for (int c = 0; c < special.length; c++) {
      special[c] = isSpecial(c);
    }
    return special;
  }

  private static List<Rule> rules(CulturaxSettings settings) {
    return List.of(
        Rule.atLeast(DropReason.CULTURAX_WORDS, "words", settings.words()),
        Rule.atMost(
            DropReason.CULTURAX_CHARACTER_REPETITION,
            "character_repetition",
            settings.characterRepetition()),
        Rule.atMost(
            DropReason.CULTURAX_WORD_REPETITION, "word_repetition", settings.wordRepetition()),
        Rule.atMost(
            DropReason.CULTURAX_SPECIAL_CHARACTERS,
            "special_characters",
            settings.specialCharacters()),
        Rule.atLeast(DropReason.CULTURAX_STOP_WORDS, "stop_words", settings.stopWords()),
        Rule.atMost(DropReason.CULTURAX_FLAGGED_WORDS, "flagged_words", settings.flaggedWords()),
        Rule.atLeast(
            DropReason.CULTURAX_LANGUAGE_SCORE, "language_score", settings.languageScore()),
        Rule.atLeast(DropReason.CULTURAX_CHARACTERS, "characters", settings.characters()),
        Rule.atLeast(DropReason.CULTURAX_LINES, "lines", settings.lines()),
        Rule.atMost(
            DropReason.CULTURAX_SHORT_LINE_LENGTH, "short_line_length", settings.shortLineLength()),
        Rule.atMost(DropReason.CULTURAX_SHORT_LINES, "short_lines", settings.shortLines()));
  }
}
