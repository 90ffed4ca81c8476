package io.millrace.images.decode;

import java.nio.charset.StandardCharsets;

/** Reads numbers and texts from a byte array. Bytes past its end read as 0. */
final class Bytes {

  private final byte[] bytes;

  Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return bytes.length;
  }

  int u8(int at) {
    return at >= 0 && at < bytes.length ? bytes[at] & 0xff : 0;
  }

  int beShort(int at) {
    return u8(at) << 8 | u8(at + 1);
  }

  int leShort(int at) {
    return u8(at) | u8(at + 1) << 8;
  }

  int beInt(int at) {
    return beShort(at) << 16 | beShort(at + 2);
  }

  int leInt(int at) {
    return leShort(at) | leShort(at + 2) << 16;
  }

  int leInt24(int at) {
    return leShort(at) | u8(at + 2) << 16;
  }

  boolean is(int at, int... values) {
    if (at < 0 || (long) at + values.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      if (u8(at + i) != values[i]) {
        return false;
      }
    }
    return true;
  }

  boolean text(int at, String ascii) {
    return at >= 0 && contains(bytes, at, at + ascii.length(), ascii);
  }

  String latin1(int at, int length) {
    return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
  }

  /** Whether the bytes from {@code from} to {@code to} contain an ASCII text. */
  static boolean contains(byte[] bytes, int from, int to, String ascii) {
    int last = Math.min(to, bytes.length) - ascii.length();
    for (int at = from; at <= last; at++) {
      int i = 0;
      while (i < ascii.length() && bytes[at + i] == ascii.charAt(i)) {
        i++;
      }
      if (i == ascii.length()) {
        return true;
      }
    }
    return false;
  }
}
