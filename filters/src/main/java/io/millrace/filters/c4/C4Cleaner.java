package io.millrace.filters.c4;

import io.millrace.api.TextAnalysis;
import io.millrace.corpus.Document;
import io.millrace.filters.Cleaner;
import io.millrace.filters.text.KeptLines;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Removes lines by C4's rules for lines (Raffel et al. 2020, section 2.2): without terminal
 * punctuation (off by default), with few words, with a word that is too long, with a request for
 * JavaScript, or about cookies and policies. The first rule that holds removes the line and counts
 * it.
 *
 * <p>The setting {@code keep_headings} keeps headings: a short line with a letter, without another
 * short line next to it, and followed by a longer line. Blank lines between them do not matter.
 *
 * <p>Phrases match whole words in any case. When a line is removed, all lines end in {@code \n},
 * and blank lines between two kept lines become one.
 */
public final class C4Cleaner implements Cleaner {

  private static final List<String> SIGNALS =
      List.of(
          "lines",
          "unpunctuated_lines_removed",
          "short_lines_removed",
          "long_word_lines_removed",
          "javascript_lines_removed",
          "policy_lines_removed");

  private static final byte KEEP = 0;
  private static final byte UNPUNCTUATED = 1;
  private static final byte SHORT = 2;
  private static final byte LONG_WORD = 3;
  private static final byte JAVASCRIPT = 4;
  private static final byte POLICY = 5;

  private static final int KEPT_LINES = 1 << 20;

  private final C4Settings settings;
  private final WordPhrases javascript;
  private final WordPhrases policy;
  private final int[] counts = new int[SIGNALS.size()];
  private final KeptLines kept = new KeptLines();
  private byte[] verdicts = {};

  public C4Cleaner(C4Settings settings) {
    this.settings = settings;
    javascript = new WordPhrases(settings.javascriptPhrases());
    policy = new WordPhrases(settings.policyPhrases());
  }

  @Override
  public List<String> signals() {
    return SIGNALS;
  }

  @Override
  public String clean(Document document, TextAnalysis analysis, double[] out, int offset) {
    int lines = analysis.lines();
    double fewest = settings.minWordsPerLine().of(document.language());
    double longest = settings.maxWordLength().of(document.language());
    if (verdicts.length < lines || verdicts.length > KEPT_LINES) {
      verdicts = new byte[Math.max(lines, 64)];
    }
    Arrays.fill(counts, 0);
    int blank = 0;
    for (int i = 0; i < lines; i++) {
      boolean empty = (analysis.lineFlags()[i] & TextAnalysis.LINE_BLANK) != 0;
      blank += empty ? 1 : 0;
      verdicts[i] = empty ? KEEP : judge(analysis, i, fewest, longest);
    }
    if (settings.keepHeadings()) {
      keepHeadings(analysis);
    }
    for (int i = 0; i < lines; i++) {
      counts[verdicts[i]]++;
    }
    int removed = lines - counts[KEEP];
    counts[KEEP] = lines - blank;
    for (int i = 0; i < counts.length; i++) {
      out[offset + i] = counts[i];
    }
    kept.clear();
    return removed == 0 ? document.text() : withoutRemoved(analysis);
  }

  private byte judge(TextAnalysis analysis, int line, double fewest, double longest) {
    byte flags = analysis.lineFlags()[line];
    boolean ended =
        (flags & (TextAnalysis.LINE_TERMINAL | TextAnalysis.LINE_ELLIPSIS))
            == TextAnalysis.LINE_TERMINAL;
    if (settings.requireTerminalPunctuation() && !ended) {
      return UNPUNCTUATED;
    }
    int from = analysis.lineFirstWords()[line];
    int to = analysis.lineFirstWords()[line + 1];
    if (to - from < fewest) {
      return SHORT;
    }
    long[] words = analysis.foldedWordHashes();
    int[] lengths = analysis.wordCodePoints();
    for (int i = from; i < to; i++) {
      if (lengths[i] > longest) {
        return LONG_WORD;
      }
    }
    if (javascript.occurIn(words, from, to)) {
      return JAVASCRIPT;
    }
    return policy.occurIn(words, from, to) ? POLICY : KEEP;
  }

  /** Keeps short lines that stand alone before a longer line. */
  private void keepHeadings(TextAnalysis analysis) {
    int heading = -1;
    boolean shortBefore = false;
    for (int i = 0; i < analysis.lines(); i++) {
      if ((analysis.lineFlags()[i] & TextAnalysis.LINE_BLANK) != 0) {
        continue;
      }
      boolean isShort = verdicts[i] == SHORT;
      if (verdicts[i] == KEEP && heading >= 0) {
        verdicts[heading] = KEEP;
      }
      heading = isShort && !shortBefore && hasLetter(analysis, i) ? i : -1;
      shortBefore = isShort;
    }
  }

  private static boolean hasLetter(TextAnalysis analysis, int line) {
    for (int i = analysis.lineFirstWords()[line]; i < analysis.lineFirstWords()[line + 1]; i++) {
      if ((analysis.wordFlags()[i] & TextAnalysis.WORD_LETTER) != 0) {
        return true;
      }
    }
    return false;
  }

  private String withoutRemoved(TextAnalysis analysis) {
    boolean blankBefore = false;
    for (int i = 0; i < analysis.lines(); i++) {
      if (verdicts[i] != KEEP) {
        continue;
      }
      if ((analysis.lineFlags()[i] & TextAnalysis.LINE_BLANK) != 0) {
        blankBefore = true;
        continue;
      }
      if (blankBefore && kept.size() > 0) {
        kept.addEmpty();
      }
      kept.add(i);
      blankBefore = false;
    }
    return kept.text(analysis);
  }

  @Override
  public Optional<KeptLines> keptLines() {
    return kept.size() > 0 ? Optional.of(kept) : Optional.empty();
  }
}
