package io.millrace.filters.text;

import io.millrace.api.TextAnalysis;
import java.util.Arrays;

/**
 * Lines of an analysed text of which a new text is made: in their order, parted by {@code \n}, with
 * an empty line here and there. The new text need not be analysed anew ({@link TextAnalyzer#keep}).
 * Used by one thread at a time.
 */
public final class KeptLines {

  private static final int EMPTY = -1;

  private int[] lines = new int[64];
  private int size;

  /** Forgets all lines. */
  public void clear() {
    size = 0;
  }

  /** Adds a line of the text that is analysed, one behind those that were added before. */
  public void add(int line) {
    if (size == lines.length) {
      lines = Arrays.copyOf(lines, 2 * size);
    }
    lines[size++] = line;
  }

  /** Adds an empty line, for one or more blank ones between the last line and the next. */
  public void addEmpty() {
    add(EMPTY);
  }

  /** Number of lines. */
  public int size() {
    return size;
  }

  /** Whether a line is an empty one, which need not be one of the text. */
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
