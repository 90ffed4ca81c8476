package io.millrace.bench.extraction;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;

/**
 * Words, white space and lower case as in Python 3, since published figures were computed with its
 * {@code re} and {@code str}. Java differs: its Unicode {@code \w} includes combining marks, its
 * {@code \s} excludes U+001C to U+001F, and its lower-casing uses other word ends.
 */
public final class PythonText {

  private static final int CAPITAL_SIGMA = 0x3A3;
  private static final int SMALL_SIGMA = 0x3C3;
  private static final int FINAL_SIGMA = 0x3C2;

  /** The only character whose lower case has two code points: i and U+0307. */
  static final int CAPITAL_I_WITH_DOT = 0x130;

  private static final int COMBINING_DOT = 0x307;

  private PythonText() {}

  /**
   * Whether {@code \w} matches: letters, numbers of any kind, and the underscore; no combining
   * marks.
   */
  public static boolean isWord(int codePoint) {
    if (codePoint < 128) {
      return codePoint >= 'a' && codePoint <= 'z'
          || codePoint >= 'A' && codePoint <= 'Z'
          || codePoint >= '0' && codePoint <= '9'
          || codePoint == '_';
    }
    return switch (Character.getType(codePoint)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER ->
          true;
      default -> false;
    };
  }

  /** Whether {@code \s} matches. */
  static boolean isSpace(int c) {
    return c == ' '
        || c >= 0x09 && c <= 0x0D
        || c >= 0x1C && c <= 0x1F
        || c == 0x85
        || c >= 0xA0 && (Character.isSpaceChar(c));
  }

  /**
   * Lower case of the code point at an index; for {@link #CAPITAL_I_WITH_DOT} only the first code
   * point.
   */
  public static int lower(CharSequence text, int index, int codePoint) {
    if (codePoint < 128) {
      return codePoint >= 'A' && codePoint <= 'Z' ? codePoint + ('a' - 'A') : codePoint;
    }
    if (codePoint == CAPITAL_SIGMA) {
      return isFinalSigma(text, index) ? FINAL_SIGMA : SMALL_SIGMA;
    }
    return Character.toLowerCase(codePoint);
  }

  /** {@code str.lower()}. */
  public static String lower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      lower.appendCodePoint(lower(text, i, codePoint));
      if (codePoint == CAPITAL_I_WITH_DOT) {
        lower.appendCodePoint(COMBINING_DOT);
      }
    }
    return lower.toString();
  }

  /** {@code re.sub(r"\s+", " ", text)}. */
  public static String squeeze(String text) {
    StringBuilder squeezed = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isSpace(c)) {
        squeezed.append(c);
      } else if (!space) {
        squeezed.append(' ');
      }
      space = isSpace(c);
    }
    return squeezed.toString();
  }

  /**
   * Whether a cased letter precedes the sigma and none follows, ignoring case-ignorable characters.
   */
  private static boolean isFinalSigma(CharSequence text, int index) {
    int before = index;
    int codePoint = 0;
    boolean cased = false;
    while (before > 0) {
      codePoint = Character.codePointBefore(text, before);
      before -= Character.charCount(codePoint);
      if (!UCharacter.hasBinaryProperty(codePoint, UProperty.CASE_IGNORABLE)) {
        cased = UCharacter.hasBinaryProperty(codePoint, UProperty.CASED);
        break;
      }
    }
    if (!cased) {
      return false;
    }
    int after = index + 1;
    while (after < text.length()) {
      codePoint = Character.codePointAt(text, after);
      after += Character.charCount(codePoint);
      if (!UCharacter.hasBinaryProperty(codePoint, UProperty.CASE_IGNORABLE)) {
        return !UCharacter.hasBinaryProperty(codePoint, UProperty.CASED);
      }
    }
    return true;
  }
}
