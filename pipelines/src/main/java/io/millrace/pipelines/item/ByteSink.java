package io.millrace.pipelines.item;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte array with the encodings that shard items use. */
final class ByteSink {

  private byte[] bytes = new byte[4096];
  private int length;

  void clear() {
    length = 0;
    if (bytes.length > 1 << 24) {
      bytes = new byte[4096];
    }
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  void putByte(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  /** Unsigned, seven bits per byte, lowest first. */
  void putVarint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** Eight bytes, highest first: unsigned order of the bytes is the order of unsigned numbers. */
  void putLong(long value) {
    reserve(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  void putDouble(double value) {
    putLong(Double.doubleToLongBits(value));
  }

  void putText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    putVarint(utf8.length);
    putBytes(utf8);
  }

  /** The number of bytes, and the bytes. */
  void putSizedBytes(byte[] more) {
    putVarint(more.length);
    putBytes(more);
  }

  void putBytes(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      int doubled = (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 16L);
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), doubled));
    }
  }
}
