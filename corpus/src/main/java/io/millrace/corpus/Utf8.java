package io.millrace.corpus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Computes lengths in UTF-8 and checks whether bytes are well-formed UTF-8 (Unicode, table 3-7).
 */
public final class Utf8 {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private Utf8() {}

  /** Whether all bytes from {@code from} to before {@code end} are well-formed. */
  public static boolean isWellFormed(byte[] bytes, int from, int end) {
    int at = afterAscii(bytes, from, end);
    while (at < end) {
      int length = sequenceAt(bytes, at, end);
      if (length == 0) {
        return false;
      }
      at += length;
      if (at < end && bytes[at] >= 0) {
        at = afterAscii(bytes, at, end);
      }
    }
    return true;
  }

  /** Offset of the next byte above 127, or the end. Examines eight bytes at a time. */
  public static int afterAscii(byte[] bytes, int from, int end) {
    int i = from;
    while (i <= end - Long.BYTES && ((long) LONGS.get(bytes, i) & NOT_ASCII) == 0) {
      i += Long.BYTES;
    }
    while (i < end && bytes[i] >= 0) {
      i++;
    }
    return i;
  }

  /** Length of the well-formed sequence of two to four bytes that starts here, or 0. */
  public static int sequenceAt(byte[] bytes, int at, int end) {
    int lead = bytes[at] & 0xFF;
    int length = lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : 4;
    if (lead < 0xC2 || lead > 0xF4 || at + length > end) {
      return 0;
    }
    int second = bytes[at + 1] & 0xFF;
    boolean badSecond =
        lead == 0xE0 && second < 0xA0
            || lead == 0xED && second > 0x9F
            || lead == 0xF0 && second < 0x90
            || lead == 0xF4 && second > 0x8F;
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return badSecond ? 0 : length;
  }

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
            // the pair has four bytes: three counted for this unit, one for the other
            i++;
          }
        }
      }
    }
    return bytes;
  }
}
