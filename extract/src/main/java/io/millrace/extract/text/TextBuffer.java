package io.millrace.extract.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects the text of one block and normalises it. A run of white space becomes one space; one
 * line break if it has a forced break; nothing if it is a line break of the source within Chinese
 * or Japanese text. Control characters, soft hyphens and zero-width spaces are removed, but
 * zero-width spaces stay in scripts that separate words with them. Joiners and direction marks
 * stay, because spelling depends on them. Unpaired surrogates become U+FFFD.
 */
public final class TextBuffer {

  private static final int NONE = 0;
  private static final int SPACE = 1;

  /** White space with a line break of the source. */
  private static final int SOURCE_LINE = 2;

  /** A space that must stay: a no-break space, or one in place of an element. */
  private static final int FIXED_SPACE = 3;

  private static final int LINE = 4;

  /** By ASCII character: 0 for a plain one, 1 for a space, else 2. */
  private static final byte[] BREAKS = new byte[0x80];

  static {
    for (char c = 0; c < BREAKS.length; c++) {
      BREAKS[c] = (byte) (isPlain(c) ? 0 : c == ' ' ? 1 : 2);
    }
  }

  private char[] text = new char[256];
  private int size;
  private int pending = NONE;
  private int length;
  private int linkLength;

  /** Ends of cells and starts of the next ones, alternating. */
  private int[] cellEdges = new int[16];

  private int edges;

  public void append(String more, boolean preformatted, boolean inLink) {
    append(more.toCharArray(), 0, more.length(), preformatted, inLink);
  }

  /** Appends the characters of an array from {@code start} to {@code end}. */
  public void append(char[] more, int start, int end, boolean preformatted, boolean inLink) {
    // at most one character per source character, plus one space before them
    ensure(end - start + 1);
    for (int i = start; i < end; i++) {
      char c = more[i];
      if (isPlain(c)) {
        i = putPlain(more, i, end, inLink) - 1;
      } else if (!preformatted && (c == ' ' || c == '\n' || c == '\t')) {
        i = skipBlanks(more, i, end) - 1;
      } else if (c == '\n' && preformatted) {
        hardLineBreak();
      } else if (preformatted && (c == ' ' || c == '\t')) {
        text[size++] = c;
      } else if (isSpace(c)) {
        pending = Math.max(pending, c <= '\r' ? SOURCE_LINE : FIXED_SPACE);
      } else if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(more[i + 1]);
        put(pair ? c : '\uFFFD', inLink);
        if (pair) {
          text[size++] = more[++i];
        }
      } else if (!isDropped(c)) {
        put(c, inLink);
      }
    }
  }

  /** Skips blanks, with which most elements are indented; returns their end. */
  private int skipBlanks(char[] more, int start, int end) {
    int blank = SPACE;
    int i = start;
    while (i < end && (more[i] == ' ' || more[i] == '\n' || more[i] == '\t')) {
      blank = more[i++] == '\n' ? SOURCE_LINE : blank;
    }
    pending = Math.max(pending, blank);
    return i;
  }

  /** Appends plain characters with single spaces between them; returns their end. */
  private int putPlain(char[] more, int start, int end, boolean inLink) {
    putPending(more[start]);
    int spaces = 0;
    int space = 0;
    int i = start + 1;
    while (i < end) {
      int breaks = more[i] < 0x80 ? BREAKS[more[i]] : 2;
      // false for words with single spaces: a well predicted branch
      if (breaks + space > 1) {
        break;
      }
      space = breaks;
      spaces += breaks;
      i++;
    }
    i -= space;
    spaces -= space;
    System.arraycopy(more, start, text, size, i - start);
    size += i - start;
    length += i - start - spaces;
    linkLength += inLink ? i - start - spaces : 0;
    return i;
  }

  private void ensure(int more) {
    if (size + more > text.length) {
      text = Arrays.copyOf(text, Math.max(2 * text.length, size + more));
    }
  }

  public void space() {
    pending = Math.max(pending, FIXED_SPACE);
  }

  /** Starts a cell of a row; writes the separator except before the first cell. */
  public void separate(String separator) {
    if (edges + 2 > cellEdges.length) {
      cellEdges = Arrays.copyOf(cellEdges, 2 * edges);
    }
    cellEdges[edges++] = size;
    if (size > 0) {
      ensure(separator.length());
      separator.getChars(0, separator.length(), text, size);
      size += separator.length();
    }
    cellEdges[edges++] = size;
    pending = NONE;
  }

  /** The cells of the row, including empty ones. */
  public List<String> cells() {
    List<String> cells = new ArrayList<>(edges / 2 + 1);
    int start = 0;
    for (int i = 0; i <= edges; i += 2) {
      int end = i < edges ? cellEdges[i] : size;
      String cell = new String(text, start, end - start).strip();
      // text before the first cell is rare
      if (i > 0 || edges == 0 || !cell.isEmpty()) {
        cells.add(cell);
      }
      start = i < edges ? cellEdges[i + 1] : end;
    }
    return cells;
  }

  /** Adds a forced line break; several in a row become one. */
  public void lineBreak() {
    pending = LINE;
  }

  /** Adds a line break of preformatted text, which is kept; at most two blank lines in a row. */
  public void hardLineBreak() {
    if (size > 0 && !endsWithLines(3)) {
      ensure(1);
      text[size++] = '\n';
    }
    pending = NONE;
  }

  /** Starts a new line, at the start or end of a block inside preformatted text. */
  public void startLine() {
    if (!endsWithLines(1)) {
      hardLineBreak();
    }
  }

  private boolean endsWithLines(int lines) {
    int count = 0;
    while (count < lines && count < size && text[size - 1 - count] == '\n') {
      count++;
    }
    return count == lines;
  }

  public boolean endsWithLineBreak() {
    return pending == LINE;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  public int length() {
    return length;
  }

  public int linkLength() {
    return linkLength;
  }

  public String text() {
    return new String(text, 0, size).stripTrailing();
  }

  public void clear() {
    size = 0;
    pending = NONE;
    length = 0;
    linkLength = 0;
    edges = 0;
  }

  private void put(char c, boolean inLink) {
    putPending(c);
    text[size++] = c;
    length++;
    linkLength += inLink ? 1 : 0;
  }

  private void putPending(char next) {
    if (pending != NONE) {
      if (size > 0 && !(pending == SOURCE_LINE && isWide(next) && endsWide())) {
        text[size++] = pending == LINE ? '\n' : ' ';
      }
      pending = NONE;
    }
  }

  private static boolean isPlain(char c) {
    return c > ' ' && c < 0x7F;
  }

  private boolean endsWide() {
    char last = text[size - 1];
    boolean pair = Character.isLowSurrogate(last) && size > 1;
    return isWide(pair ? text[size - 2] : last);
  }

  /**
   * Whether it is a Chinese or Japanese character or punctuation mark: a line break of the source
   * between two of them is not a space (CSS Text 3, section 4.1.3).
   */
  private static boolean isWide(char c) {
    return c >= '\u2E80' && c <= '\u9FFF' && !(c >= '\u3130' && c <= '\u318F')
        || c >= '\uF900' && c <= '\uFAFF'
        || c >= '\uFE30' && c <= '\uFE4F'
        || c >= '\uFF01' && c <= '\uFF60'
        || c >= '\uD840' && c <= '\uD88F';
  }

  private static boolean isSpace(char c) {
    return c <= ' ' && (c == ' ' || c >= '\t' && c <= '\r')
        || c == '\u0085'
        || c == '\u00A0'
        || c == '\u1680'
        || c >= '\u2000' && c <= '\u200A'
        || c == '\u2028'
        || c == '\u2029'
        || c == '\u202F'
        || c == '\u205F'
        || c == '\u3000';
  }

  private boolean isDropped(char c) {
    if (c < ' ' || c >= 0x7F && c < 0xA0 || c == '\u00AD') {
      return true;
    }
    if (c == '\u200B') {
      return size == 0 || !marksWordsWithZeroWidthSpace(text[size - 1]);
    }
    if (c == '\u200C' || c == '\u200D') {
      // some editors leave a joiner in empty paragraphs
      return size == 0;
    }
    return c == '\u2060' || c == '\uFEFF' || c == '\uFFFE' || c == '\uFFFF' || isBidiControl(c);
  }

  /**
   * Embeddings and isolates come in pairs, which the split into blocks breaks; other marks stay.
   */
  private static boolean isBidiControl(char c) {
    return c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
  }

  /** Thai, Lao, Tibetan, Myanmar, Khmer. */
  private static boolean marksWordsWithZeroWidthSpace(char before) {
    return before >= '\u0E00' && before <= '\u109F' || before >= '\u1780' && before <= '\u17FF';
  }
}
