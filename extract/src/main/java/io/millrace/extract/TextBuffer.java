package io.millrace.extract;

/**
 * Gathers the text of one block. Runs of white space become one space, or one line break when there
 * was a forced one; control characters, soft hyphens and zero-width spaces go, except that
 * zero-width spaces stay in scripts that mark words with them, and joiners and direction marks stay
 * everywhere because spelling depends on them. Unpaired surrogates become U+FFFD.
 */
final class TextBuffer {

  private static final int NONE = 0;
  private static final int SPACE = 1;
  private static final int LINE = 2;

  private final StringBuilder text = new StringBuilder();
  private int pending = NONE;
  private int length;
  private int linkLength;

  void append(CharSequence more, boolean preformatted, boolean inLink) {
    int end = more.length();
    for (int i = 0; i < end; i++) {
      char c = more.charAt(i);
      if (isPlain(c)) {
        int start = i;
        while (i + 1 < end && isPlain(more.charAt(i + 1))) {
          i++;
        }
        put(more, start, i + 1, inLink);
      } else if (c == '\n' && preformatted) {
        hardLineBreak();
      } else if (preformatted && (c == ' ' || c == '\t')) {
        text.append(c);
      } else if (isSpace(c)) {
        pending = Math.max(pending, SPACE);
      } else if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < end
                && Character.isLowSurrogate(more.charAt(i + 1));
        put(pair ? c : '\uFFFD', inLink);
        if (pair) {
          text.append(more.charAt(++i));
        }
      } else if (!isDropped(c)) {
        put(c, inLink);
      }
    }
  }

  void space() {
    pending = Math.max(pending, SPACE);
  }

  /** Sets the cells of a row apart: nothing before the first one. */
  void separate(String separator) {
    if (text.length() > 0) {
      text.append(separator);
    }
    pending = NONE;
  }

  /** A break that the page forces; several in a row are one. */
  void lineBreak() {
    pending = LINE;
  }

  /**
   * A break inside preformatted text: kept at once, with the blank lines, of which two are most.
   */
  void hardLineBreak() {
    if (text.length() > 0 && !endsWith("\n\n\n")) {
      text.append('\n');
    }
    pending = NONE;
  }

  /** The start or end of a block inside preformatted text: what follows is on a line of its own. */
  void startLine() {
    if (!endsWith("\n")) {
      hardLineBreak();
    }
  }

  private boolean endsWith(String end) {
    int from = text.length() - end.length();
    return from >= 0 && text.indexOf(end, from) == from;
  }

  boolean endsWithLineBreak() {
    return pending == LINE;
  }

  boolean isEmpty() {
    return length == 0;
  }

  int length() {
    return length;
  }

  int linkLength() {
    return linkLength;
  }

  String text() {
    return text.toString().stripTrailing();
  }

  void clear() {
    text.setLength(0);
    pending = NONE;
    length = 0;
    linkLength = 0;
  }

  private void put(char c, boolean inLink) {
    putPending();
    text.append(c);
    length++;
    linkLength += inLink ? 1 : 0;
  }

  private void put(CharSequence more, int start, int end, boolean inLink) {
    putPending();
    text.append(more, start, end);
    length += end - start;
    linkLength += inLink ? end - start : 0;
  }

  private void putPending() {
    if (pending != NONE) {
      if (text.length() > 0) {
        text.append(pending == LINE ? '\n' : ' ');
      }
      pending = NONE;
    }
  }

  private static boolean isPlain(char c) {
    return c > ' ' && c < 0x7F;
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
      return text.length() == 0 || !marksWordsWithZeroWidthSpace(text.charAt(text.length() - 1));
    }
    if (c == '\u200C' || c == '\u200D') {
      // a joiner with nothing before it: editors leave it in empty paragraphs
      return text.length() == 0;
    }
    return c == '\u2060' || c == '\uFEFF' || c == '\uFFFE' || c == '\uFFFF' || isBidiControl(c);
  }

  /** Embeddings and isolates lose their other half when blocks are cut; the marks stay. */
  private static boolean isBidiControl(char c) {
    return c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
  }

  /** Thai, Lao, Tibetan, Myanmar, Khmer. */
  private static boolean marksWordsWithZeroWidthSpace(char before) {
    return before >= '\u0E00' && before <= '\u109F' || before >= '\u1780' && before <= '\u17FF';
  }
}
