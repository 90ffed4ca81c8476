package io.millrace.extract.text;

/** Cuts texts that are longer than a limit. */
public final class TextCuts {

  private TextCuts() {}

  /**
   * Cuts a text after the last line that fits, or within the first line if that is too long. Never
   * splits a code point.
   *
   * @param maxCharacters most code points
   */
  public static String atLine(String text, int maxCharacters) {
    if (text.length() <= maxCharacters || text.codePointCount(0, text.length()) <= maxCharacters) {
      return text;
    }
    int end = text.offsetByCodePoints(0, maxCharacters);
    int line = text.charAt(end) == '\n' ? end : text.lastIndexOf('\n', end);
    return text.substring(0, line > 0 ? line : end).stripTrailing();
  }
}
