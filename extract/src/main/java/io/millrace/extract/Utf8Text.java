package io.millrace.extract;

import io.millrace.corpus.Utf8;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 to text. Most of a page is ASCII, also where its language is written with other letters;
 * the JDK's decoder goes byte by byte from the first of these on, which is a tenth of the time that
 * an extraction takes.
 */
final class Utf8Text {

  /** Shorter runs of ASCII are copied in a loop. */
  private static final int LONG_RUN = 24;

  private final byte[] bytes;
  private final char[] chars;
  private int at;
  private int length;

  private Utf8Text(byte[] bytes, int start) {
    this.bytes = bytes;
    this.at = start;
    this.chars = new char[bytes.length - start];
  }

  /** The text of any bytes from an offset on; those that are not well-formed become U+FFFD. */
  static String of(byte[] bytes, int start) {
    int first = Utf8.afterAscii(bytes, start, bytes.length);
    if (first == bytes.length) {
      return new String(bytes, start, bytes.length - start, StandardCharsets.ISO_8859_1);
    }
    Utf8Text text = new Utf8Text(bytes, start);
    text.copyAscii(first);
    return text.decode()
        ? new String(text.chars, 0, text.length)
        : new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
  }

  /** False where bytes are not well-formed. */
  private boolean decode() {
    byte[] from = bytes;
    char[] to = chars;
    while (at < from.length) {
      int lead = from[at];
      if (lead >= 0) {
        copyAscii(Utf8.afterAscii(from, at + 1, from.length));
        continue;
      }
      int size = Utf8.sequenceAt(from, at, from.length);
      switch (size) {
        case 0 -> {
          return false;
        }
        case 2 -> to[length++] = (char) ((lead & 0x1F) << 6 | from[at + 1] & 0x3F);
        case 3 ->
            to[length++] =
                (char) ((lead & 0x0F) << 12 | (from[at + 1] & 0x3F) << 6 | from[at + 2] & 0x3F);
        default -> {
          int high = (lead & 0x07) << 18 | (from[at + 1] & 0x3F) << 12;
          int point = high | (from[at + 2] & 0x3F) << 6 | from[at + 3] & 0x3F;
          to[length++] = Character.highSurrogate(point);
          to[length++] = Character.lowSurrogate(point);
        }
      }
      at += size;
    }
    return true;
  }

  private void copyAscii(int end) {
    if (end - at >= LONG_RUN) {
      String run = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
      run.getChars(0, run.length(), chars, length);
      length += run.length();
    } else {
      for (int i = at; i < end; i++) {
        chars[length++] = (char) bytes[i];
      }
    }
    at = end;
  }
}
