package io.millrace.dedup;

import io.millrace.corpus.Hash128;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes of one mark. All numbers are big-endian, and the timestamp has its sign flipped, so that
 * the order of the bytes, read unsigned, is the order of (key, kind, timestamp, id):
 *
 * <pre>
 *  0  key        16
 * 16  kind        1   0 URL, 1 text, 2 + b band b, 130 + k hash key k, 255 shared text
 * 17  timestamp   8
 * 25  id         16
 * 41  sketch          only of bands and hash keys; its length is in the block's header
 * </pre>
 */
final class MarkLayout {

  static final int KIND = 16;
  static final int TIMESTAMP = 17;
  static final int ID = 25;
  static final int SKETCH = 41;

  /** Bytes of key and kind: marks with equal ones form a group. */
  static final int GROUP = 17;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private MarkLayout() {}

  static int length(int kind, int sketchLength) {
    return kind < Mark.FIRST_BAND || kind == Mark.SHARED_TEXT ? SKETCH : SKETCH + sketchLength;
  }

  static int length(byte[] bytes, int at, int sketchLength) {
    return length(kind(bytes, at), sketchLength);
  }

  static int kind(byte[] bytes, int at) {
    return bytes[at + KIND] & 0xff;
  }

  static long timestamp(byte[] bytes, int at) {
    return getLong(bytes, at + TIMESTAMP) ^ Long.MIN_VALUE;
  }

  static Hash128 id(byte[] bytes, int at) {
    return new Hash128(getLong(bytes, at + ID), getLong(bytes, at + ID + 8));
  }

  static void put(
      byte[] bytes, int at, int kind, long keyHigh, long keyLow, long timestamp, Hash128 id) {
    putLong(bytes, at, keyHigh);
    putLong(bytes, at + 8, keyLow);
    bytes[at + KIND] = (byte) kind;
    putLong(bytes, at + TIMESTAMP, timestamp ^ Long.MIN_VALUE);
    putLong(bytes, at + ID, id.high());
    putLong(bytes, at + ID + 8, id.low());
  }

  static long getLong(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  static void putLong(byte[] bytes, int at, long value) {
    LONGS.set(bytes, at, value);
  }

  /** Order of (key, kind, timestamp, id, sketch): total, and equal only for equal marks. */
  static int compare(byte[] left, int leftAt, byte[] right, int rightAt, int sketchLength) {
    int leftEnd = leftAt + length(left, leftAt, sketchLength);
    int rightEnd = rightAt + length(right, rightAt, sketchLength);
    return Arrays.compareUnsigned(left, leftAt, leftEnd, right, rightAt, rightEnd);
  }

  static boolean sameGroup(byte[] left, int leftAt, byte[] right, int rightAt) {
    return Arrays.equals(left, leftAt, leftAt + GROUP, right, rightAt, rightAt + GROUP);
  }

  static boolean sameId(byte[] left, int leftAt, byte[] right, int rightAt) {
    return getLong(left, leftAt + ID) == getLong(right, rightAt + ID)
        && getLong(left, leftAt + ID + 8) == getLong(right, rightAt + ID + 8);
  }
}
