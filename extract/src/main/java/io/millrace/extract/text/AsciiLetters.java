package io.millrace.extract.text;

/** Table of ASCII letters and digits: faster than comparisons. */
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
