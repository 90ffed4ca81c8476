package io.millrace.extract.charset;

import io.millrace.corpus.Utf8;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 and checks that it is well-formed. Most of a page is ASCII, in every language, but
 * the JDK's decoder reads byte by byte from the first other character on, which takes a tenth of
 * the time of an extraction.
 */
final class Utf8Text {

  /** Shorter runs of ASCII are copied in a loop, longer ones by the JDK's vectorised decoder. */
  private static final int LONG_RUN = 48;

  private final byte[] bytes;
  private final int start;
  private final int firstNonAscii;
  private final CharsetDecoder latin1 = StandardCharsets.ISO_8859_1.newDecoder();
  private ByteBuffer from;
  private CharBuffer to;
  private char[] chars;
  private int at;
  private int length;
  private int sequences;
  private boolean wellFormed = true;

  private Utf8Text(byte[] bytes, int start) {
    this.bytes = bytes;
    this.start = start;
    firstNonAscii = Utf8.afterAscii(bytes, start, bytes.length);
    if (firstNonAscii < bytes.length) {
      at = start;
      chars = new char[bytes.length - start];
      from = ByteBuffer.wrap(bytes);
      to = CharBuffer.wrap(chars);
      copyAscii(firstNonAscii);
      decode();
    }
  }

  /** Decodes bytes from an offset on, up to the first malformed sequence. */
  static Utf8Text of(byte[] bytes, int start) {
    return new Utf8Text(bytes, start);
  }

  /** The text of all bytes; malformed ones become U+FFFD. */
  String text() {
    if (firstNonAscii == bytes.length) {
      return new String(bytes, start, bytes.length - start, StandardCharsets.ISO_8859_1);
    }
    return wellFormed
        ? new String(chars, 0, length)
        : new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
  }

  /** The array that begins with the text, or null. */
  char[] characters() {
    return chars;
  }

  boolean isWellFormed() {
    return wellFormed;
  }

  /** Number of sequences of two bytes or more. */
  int sequences() {
    return sequences;
  }

  /** Offset of the first byte above 127, or the number of bytes. */
  int firstNonAscii() {
    return firstNonAscii;
  }

  private void decode() {
    byte[] read = bytes;
    char[] written = chars;
    while (at < read.length) {
      int lead = read[at];
      if (lead >= 0) {
        copyAscii(Utf8.afterAscii(read, at + 1, read.length));
        continue;
      }
      int size = Utf8.sequenceAt(read, at, read.length);
      switch (size) {
        case 0 -> {
          wellFormed = false;
          chars = null;
          return;
        }
        case 2 -> written[length++] = (char) ((lead & 0x1F) << 6 | read[at + 1] & 0x3F);
        case 3 ->
            written[length++] =
                (char) ((lead & 0x0F) << 12 | (read[at + 1] & 0x3F) << 6 | read[at + 2] & 0x3F);
        default -> {
          int high = (lead & 0x07) << 18 | (read[at + 1] & 0x3F) << 12;
          int point = high | (read[at + 2] & 0x3F) << 6 | read[at + 3] & 0x3F;
          written[length++] = Character.highSurrogate(point);
          written[length++] = Character.lowSurrogate(point);
        }
      }
      sequences++;
      at += size;
    }
  }

  private void copyAscii(int end) {
    if (end - at >= LONG_RUN) {
      from.limit(end).position(at);
      to.position(length);
      latin1.decode(from, to, true);
      length += end - at;
    } else {
      for (int i = at; i < end; i++) {
        chars[length++] = (char) bytes[i];
      }
    }
    at = end;
  }
}
