package io.millrace.rephrase.chunk;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;

/** Recognises lines that introduce the next line. */
final class TextLines {

  /** A line of more code points is a paragraph, not a heading. */
  private static final int LONGEST_HEADING = 80;

  private TextLines() {}

  /**
   * Whether a line introduces what follows: a heading, a line that ends in a colon, or the head of
   * a table.
   *
   * @param previousIsRow whether the line before is a row of a table
   */
  static boolean introduces(String text, int start, int end, boolean previousIsRow) {
    char last = text.charAt(end - 1);
    if (last == ':' || last == '：' || last == '፦') {
      return true;
    }
    if (isRow(text, start)) {
      return !previousIsRow || isRule(text, start, end);
    }
    if (text.charAt(start) == '#') {
      return true;
    }
    return end - start <= 2 * LONGEST_HEADING
        && text.codePointCount(start, end) <= LONGEST_HEADING
        && !isItem(text, start)
        && !endsSentence(text, start, end);
  }

  static boolean isRow(String text, int start) {
    return text.charAt(start) == '|';
  }

  private static boolean isRule(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if ("|-: \t".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isItem(String text, int start) {
    char first = text.charAt(start);
    return "-*+•‣▪◦·–—●○■□".indexOf(first) >= 0 || Character.isDigit(text.codePointAt(start));
  }

  private static boolean endsSentence(String text, int start, int end) {
    int at = end;
    while (at > start && isCloser(text.codePointBefore(at))) {
      at -= Character.charCount(text.codePointBefore(at));
    }
    return at > start && isTerminal(text.codePointBefore(at));
  }

  private static boolean isCloser(int c) {
    int type = Character.getType(c);
    return type == Character.END_PUNCTUATION
        || type == Character.FINAL_QUOTE_PUNCTUATION
        || c == '"'
        || c == '\'';
  }

  private static boolean isTerminal(int c) {
    return c == ',' || c == ';' || c == '…' || UCharacter.hasBinaryProperty(c, UProperty.S_TERM);
  }
}
