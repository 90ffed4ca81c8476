package io.millrace.corpus;

/** What a text would be in UTF-8. */
public final class Utf8 {

  private Utf8() {}

  /** Bytes of a text in UTF-8; an unpaired surrogate counts as the three bytes of U+FFFD. */
  public static long length(String text) {
    int units = text.length();
    long bytes = units;
    for (int i = 0; i < units; i++) {
      char unit = text.charAt(i);
      if (unit >= 0x80) {
        bytes++;
        if (unit >= 0x800) {
          bytes++;
          if (Character.isHighSurrogate(unit)
              && i + 1 < units
              && Character.isLowSurrogate(text.charAt(i + 1))) {
            // two units of a pair are four bytes: three counted for this one, one more for the
            // other
            i++;
          }
        }
      }
    }
    return bytes;
  }
}
