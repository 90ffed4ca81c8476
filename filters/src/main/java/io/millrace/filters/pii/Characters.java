package io.millrace.filters.pii;

/** Character classes, and the context of a place in a text. */
final class Characters {

  private static final int WORD_LIMIT = 14;

  private Characters() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isAsciiLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  static boolean isAsciiLetterOrDigit(char c) {
    return isDigit(c) || isAsciiLetter(c);
  }

  /**
   * Whether a letter or digit forms a word with its neighbours. Scripts from Thai on do not: they
   * have no spaces or attach particles.
   */
  static boolean joins(char c) {
    return c < 0x0E00 && Character.isLetterOrDigit(c);
  }

  /** The character before a place; NUL at the floor. */
  static char before(String text, int place, int floor) {
    return place > floor ? text.charAt(place - 1) : 0;
  }

  /** The character at a place; NUL after the end. */
  static char at(String text, int place) {
    return place < text.length() ? text.charAt(place) : 0;
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\u00A0' || c == '\u2007' || c == '\u2009' || c == '\u202F';
  }

  /** The last word before a place, in lower case; skips blanks, full stops, colons and brackets. */
  static String wordBefore(String text, int place, int floor) {
    int end = place;
    while (end > floor && place - end < 6 && isLoose(text.charAt(end - 1))) {
      end--;
    }
    int start = end;
    while (start > floor && end - start < WORD_LIMIT && isWordCharacter(text.charAt(start - 1))) {
      start--;
    }
    StringBuilder word = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      word.append(Character.toLowerCase(text.charAt(i)));
    }
    return word.toString();
  }

  private static boolean isLoose(char c) {
    return isSpace(c) || c == ':' || c == '.' || c == '(' || c == ')' || c == '：' || c == '\uFE0F';
  }

  private static boolean isWordCharacter(char c) {
    return Character.isLetter(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK
        || c == '☎'
        || c == '☏'
        || c == '✆';
  }
}
