package io.millrace.extract.text;

/** What each ASCII character is in a word, as a table: faster than to compare. */
public final class AsciiLetters {

  /** Letters in lower case and digits; 0 for other characters. */
  public static final byte[] LOWER = new byte[0x80];

  static {
    for (int c = 0; c < LOWER.length; c++) {
      LOWER[c] = (byte) (Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0);
    }
  }

  private AsciiLetters() {}
}
