package io.millrace.pipelines.item;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteSink} wrote. */
final class ByteSource {

  private final byte[] bytes;
  private int at;

  ByteSource(byte[] bytes) {
    this.bytes = bytes;
  }

  int takeByte() {
    return bytes[at++];
  }

  long takeVarint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  int takeSize() {
    return Math.toIntExact(takeVarint());
  }

  long takeLong() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | bytes[at++] & 0xff;
    }
    return value;
  }

  double takeDouble() {
    return Double.longBitsToDouble(takeLong());
  }

  String takeText() {
    int size = takeSize();
    String text = new String(bytes, at, size, StandardCharsets.UTF_8);
    at += size;
    return text;
  }

  /** The text up to the next zero byte, which is skipped. */
  String takeTerminated() {
    int start = at;
    while (bytes[at] != 0) {
      at++;
    }
    return new String(bytes, start, at++ - start, StandardCharsets.UTF_8);
  }

  byte[] takeSizedBytes() {
    return takeBytes(takeSize());
  }

  byte[] takeBytes(int length) {
    byte[] taken = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return taken;
  }
}
