package io.millrace.filters.text;

import io.millrace.api.TextAnalysis;
import java.util.Arrays;

/**
 * Lines of an analysed text that form a new text: in order, separated by {@code \n}, with optional
 * empty lines between them. {@link TextAnalyzer#keep} derives the analysis of the new text. Not
 * thread-safe.
 */
public final class KeptLines {

  private static final int EMPTY = -1;

  private int[] lines = new int[64];
  private int size;

  /** Removes all lines. */
  public void clear() {
    size = 0;
  }

  /** Adds a line of the analysed text; it must follow those added before. */
  public void add(int line) {
    if (size == lines.length) {
      lines = Arrays.copyOf(lines, 2 * size);
    }
    lines[size++] = line;
  }

  /** Adds an empty line, for the blank lines between the last line and the next. */
  public void addEmpty() {
    add(EMPTY);
  }

  public int size() {
    return size;
  }

  /** Whether a line was added by {@link #addEmpty}. */
  boolean isEmpty(int place) {
    return lines[place] == EMPTY;
  }

  int line(int place) {
    return lines[place];
  }

  /** The new text. */
  public String text(TextAnalysis analysis) {
    String text = analysis.text();
    StringBuilder kept = new StringBuilder(text.length());
    for (int place = 0; place < size; place++) {
      if (place > 0) {
        kept.append('\n');
      }
      if (lines[place] != EMPTY) {
        kept.append(text, analysis.lineStarts()[lines[place]], analysis.lineEnds()[lines[place]]);
      }
    }
    return kept.toString();
  }
}
