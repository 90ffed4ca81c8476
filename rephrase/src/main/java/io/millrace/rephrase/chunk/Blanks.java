package io.millrace.rephrase.chunk;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;

/** White space and line ends, and cuts beside them that do not split a grapheme cluster. */
final class Blanks {

  private Blanks() {}

  /** White space of Unicode and the separators U+001C to U+001F, as in Java. */
  static boolean isBlank(char c) {
    return c <= ' '
        ? c == ' ' || c >= 0x9 && c <= 0xD || c >= 0x1C && c <= 0x1F
        : c == 0x85 || c >= 0xA0 && (Character.isWhitespace(c) || Character.isSpaceChar(c));
  }

  /** Line ends: the mandatory breaks of UAX #14 and the separators of ASCII. */
  static boolean isLineEnd(char c) {
    return c >= 0xA && c <= 0xD
        || c >= 0x1C && c <= 0x1E
        || c == 0x85
        || c == 0x2028
        || c == 0x2029;
  }

  /** Start of a range without its leading blanks; {@code end} when all are blanks. */
  static int skipLeading(String text, int start, int end) {
    int at = start;
    while (at < end && isBlank(text.charAt(at))) {
      at++;
    }
    // a blank with a combining mark is one cluster
    return at > start && at < end && tears(text, at) ? at - 1 : at;
  }

  /** End of a range without its trailing blanks. */
  static int skipTrailing(String text, int start, int end) {
    int at = end;
    while (at > start && isBlank(text.charAt(at - 1))) {
      at--;
    }
    return at < end && at > start && tears(text, at) ? at + 1 : at;
  }

  /** Whether a cut beside white space or a sentence end splits a cluster (UAX #29, GB9). */
  static boolean tears(String text, int at) {
    if (at <= 0 || at >= text.length()) {
      return false;
    }
    int after = property(text.codePointAt(at));
    int before = property(text.codePointBefore(at));
    if (isControl(before) || isControl(after)) {
      return false;
    }
    return before == UCharacter.GraphemeClusterBreak.PREPEND
        || after == UCharacter.GraphemeClusterBreak.EXTEND
        || after == UCharacter.GraphemeClusterBreak.SPACING_MARK
        || after == UCharacter.GraphemeClusterBreak.ZWJ;
  }

  private static boolean isControl(int property) {
    return property == UCharacter.GraphemeClusterBreak.CONTROL
        || property == UCharacter.GraphemeClusterBreak.CR
        || property == UCharacter.GraphemeClusterBreak.LF;
  }

  private static int property(int codePoint) {
    return UCharacter.getIntPropertyValue(codePoint, UProperty.GRAPHEME_CLUSTER_BREAK);
  }
}
