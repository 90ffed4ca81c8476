package io.millrace.filters.gopher;

import io.millrace.api.DocumentView;
import io.millrace.api.Filter;
import io.millrace.api.PerLanguage;
import io.millrace.api.Rule;
import io.millrace.api.TextAnalysis;
import io.millrace.corpus.DropReason;
import io.millrace.filters.text.SeenHashes;
import java.util.List;

/**
 * Drops texts that repeat themselves: Gopher's repetition rules (Rae et al. 2021, table A1).
 *
 * <p>As in datatrove, a line, paragraph or n-gram is a duplicate when it occurred before in the
 * text; the first occurrence is not. Shares of characters are of all characters of the text.
 *
 * <ul>
 *   <li>Lines and paragraphs are compared without white space at their ends; unlike in datatrove,
 *       lines without a word (blank, or a bracket of code) do not count.
 *   <li>n-grams consist of exact words (case matters, punctuation between words does not); their
 *       characters run from the first word to the end of the last. The top n-gram counts its
 *       occurrences times its length, 0 when none occurs twice; of several most frequent ones the
 *       longest counts. Occurrences can overlap, so the share is capped at 1.
 *   <li>Repeated n-grams are searched from left to right, and the search continues after the n-gram
 *       found, so no character counts twice.
 * </ul>
 *
 * Only the first 2^20 words, lines or paragraphs are compared, and shares are of their characters.
 * A signal is NaN when there is nothing to compare.
 */
public final class GopherRepetitionFilter implements Filter {

  private static final List<String> SIGNALS =
      List.of(
          "duplicate_lines",
          "duplicate_line_characters",
          "duplicate_paragraphs",
          "duplicate_paragraph_characters",
          "top_2_gram",
          "top_3_gram",
          "top_4_gram",
          "duplicate_5_grams",
          "duplicate_6_grams",
          "duplicate_7_grams",
          "duplicate_8_grams",
          "duplicate_9_grams",
          "duplicate_10_grams");

  private static final int N_GRAMS = 4;
  private static final int MOST_PARTS = 1 << 20;

  private final List<Rule> rules;
  private final SeenHashes seen = new SeenHashes();
  private final RepeatedNGrams nGrams = new RepeatedNGrams();

  public GopherRepetitionFilter(GopherRepetitionSettings settings) {
    rules =
        List.of(
            rule(DropReason.DUPLICATE_LINES, 0, settings.duplicateLines()),
            rule(DropReason.DUPLICATE_LINE_CHARACTERS, 1, settings.duplicateLineCharacters()),
            rule(DropReason.DUPLICATE_PARAGRAPHS, 2, settings.duplicateParagraphs()),
            rule(
                DropReason.DUPLICATE_PARAGRAPH_CHARACTERS,
                3,
                settings.duplicateParagraphCharacters()),
            rule(DropReason.TOP_2_GRAM, 4, settings.top2Gram()),
            rule(DropReason.TOP_3_GRAM, 5, settings.top3Gram()),
            rule(DropReason.TOP_4_GRAM, 6, settings.top4Gram()),
            rule(DropReason.DUPLICATE_5_GRAMS, 7, settings.duplicate5Grams()),
            rule(DropReason.DUPLICATE_6_GRAMS, 8, settings.duplicate6Grams()),
            rule(DropReason.DUPLICATE_7_GRAMS, 9, settings.duplicate7Grams()),
            rule(DropReason.DUPLICATE_8_GRAMS, 10, settings.duplicate8Grams()),
            rule(DropReason.DUPLICATE_9_GRAMS, 11, settings.duplicate9Grams()),
            rule(DropReason.DUPLICATE_10_GRAMS, 12, settings.duplicate10Grams()));
  }

  private static Rule rule(DropReason reason, int signal, PerLanguage limit) {
    return Rule.atMost(reason, SIGNALS.get(signal), limit);
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
    lines(analysis, out, offset);
    paragraphs(analysis, out, offset + 2);
    nGrams.measure(analysis);
    double characters = nGrams.charactersChecked();
    for (int n = RepeatedNGrams.SHORTEST; n <= RepeatedNGrams.LONGEST; n++) {
      boolean any = analysis.words() >= n;
      double share = Math.min(1, nGrams.characters(n) / characters);
      out[offset + N_GRAMS + n - RepeatedNGrams.SHORTEST] = any ? share : Double.NaN;
    }
  }

  private void lines(TextAnalysis analysis, double[] out, int offset) {
    int most = Math.min(analysis.lines(), MOST_PARTS);
    long[] hashes = analysis.lineHashes();
    int[] lengths = analysis.lineCodePoints();
    int[] firstWords = analysis.lineFirstWords();
    seen.clear(most);
    int lines = 0;
    int repeated = 0;
    long repeatedCharacters = 0;
    long characters = 0;
    for (int i = 0; i < most; i++) {
      characters += lengths[i] + 1;
      if (firstWords[i] == firstWords[i + 1]) {
        continue;
      }
      lines++;
      if (!seen.add(hashes[i])) {
        repeated++;
        repeatedCharacters += lengths[i];
      }
    }
    out[offset] = ratio(repeated, lines);
    boolean all = most == analysis.lines();
    out[offset + 1] =
        lines == 0
            ? Double.NaN
            : ratio(repeatedCharacters, all ? analysis.codePoints() : characters);
  }

  private void paragraphs(TextAnalysis analysis, double[] out, int offset) {
    int most = Math.min(analysis.paragraphs(), MOST_PARTS);
    long[] hashes = analysis.paragraphHashes();
    int[] lengths = analysis.paragraphCodePoints();
    seen.clear(most);
    int repeated = 0;
    long repeatedCharacters = 0;
    long characters = 0;
    for (int i = 0; i < most; i++) {
      characters += lengths[i] + 2;
      if (!seen.add(hashes[i])) {
        repeated++;
        repeatedCharacters += lengths[i];
      }
    }
    out[offset] = ratio(repeated, most);
    boolean all = most == analysis.paragraphs();
    out[offset + 1] =
        most == 0
            ? Double.NaN
            : ratio(repeatedCharacters, all ? analysis.codePoints() : characters);
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? Double.NaN : part / whole;
  }
}
