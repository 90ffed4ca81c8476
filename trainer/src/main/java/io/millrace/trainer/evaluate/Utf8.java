package io.millrace.trainer.evaluate;

/** Lengths in UTF-8 without making the bytes. */
final class Utf8 {

  private Utf8() {}

  /** Bytes of a text; half of a surrogate pair counts as U+FFFD, which is what encoders make. */
  static int length(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }
}
