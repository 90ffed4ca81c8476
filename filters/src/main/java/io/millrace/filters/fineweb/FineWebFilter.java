package io.millrace.filters.fineweb;

import io.millrace.api.DocumentView;
import io.millrace.api.Filter;
import io.millrace.api.Rule;
import io.millrace.api.TextAnalysis;
import io.millrace.corpus.DropReason;
import io.millrace.filters.text.SeenHashes;
import java.util.List;

/**
 * Drops lists, menus and pages of fragments: the rules that FineWeb adds to those of Gopher and C4
 * (Penedo et al. 2024, section 3.6). Only lines that are not blank count, as in datatrove. A
 * repeated line equals an earlier one without white space at the ends; the share of its characters
 * is of all characters without line breaks. A text exactly at a limit passes; datatrove drops it.
 *
 * <p>{@code newline_ratio} is the number of line breaks per word, including those of blank lines.
 * Signals are NaN when all lines are blank, and {@code newline_ratio} also without words. Only the
 * first 2^20 lines are searched for repeats.
 */
public final class FineWebFilter implements Filter {

  private static final List<String> SIGNALS =
      List.of("line_punctuation", "short_lines", "repeated_line_characters", "newline_ratio");

  private static final int MOST_LINES = 1 << 20;

  private final FineWebSettings settings;
  private final List<Rule> rules;
  private final SeenHashes seen = new SeenHashes();

  public FineWebFilter(FineWebSettings settings) {
    this.settings = settings;
    rules =
        List.of(
            Rule.atLeast(
                DropReason.LINE_PUNCTUATION, "line_punctuation", settings.linePunctuation()),
            Rule.atMost(DropReason.SHORT_LINES, "short_lines", settings.shortLines()),
            Rule.atMost(
                DropReason.REPEATED_LINE_CHARACTERS,
                "repeated_line_characters",
                settings.repeatedLineCharacters()),
            Rule.atMost(DropReason.NEWLINE_RATIO, "newline_ratio", settings.newlineRatio()));
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
    double shortLength = settings.shortLineLength().of(document.language());
    byte[] flags = analysis.lineFlags();
    int[] lengths = analysis.lineCodePoints();
    int lines = 0;
    int punctuated = 0;
    int shorts = 0;
    for (int i = 0; i < analysis.lines(); i++) {
      if ((flags[i] & TextAnalysis.LINE_BLANK) != 0) {
        continue;
      }
      lines++;
      punctuated += (flags[i] & TextAnalysis.LINE_TERMINAL) != 0 ? 1 : 0;
      shorts += lengths[i] <= shortLength ? 1 : 0;
    }
    out[offset] = ratio(punctuated, lines);
    out[offset + 1] = ratio(shorts, lines);
    out[offset + 2] = lines == 0 ? Double.NaN : repeatedShare(analysis);
    out[offset + 3] = lines == 0 ? Double.NaN : ratio(analysis.lines() - 1, analysis.words());
  }

  private double repeatedShare(TextAnalysis analysis) {
    int most = Math.min(analysis.lines(), MOST_LINES);
    long[] hashes = analysis.lineHashes();
    byte[] flags = analysis.lineFlags();
    int[] lengths = analysis.lineCodePoints();
    seen.clear(most);
    long characters = 0;
    long repeated = 0;
    for (int i = 0; i < most; i++) {
      characters += lengths[i];
      if ((flags[i] & TextAnalysis.LINE_BLANK) == 0 && !seen.add(hashes[i])) {
        repeated += lengths[i];
      }
    }
    return ratio(repeated, characters);
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? Double.NaN : part / whole;
  }
}
