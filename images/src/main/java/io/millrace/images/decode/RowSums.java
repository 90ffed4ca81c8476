package io.millrace.images.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Weighted sums of rows of bytes, eight columns at a time in lanes of a long: the compiler of Java
 * 17 does not vectorise loops from bytes to ints.
 */
final class RowSums {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Lanes of 16 bits that hold a byte. */
  private static final long BYTES = 0x00ff00ff00ff00ffL;

  /** Lanes of 32 bits that hold a byte. */
  private static final long WIDE_BYTES = 0x000000ff000000ffL;

  /** Lanes of 32 bits that hold a sum of bytes. */
  private static final long WIDE_SUMS = 0x0000ffff0000ffffL;

  /** Largest number of the last row: the sums of the 257 rows between fit 16 bits. */
  static final int MAX_LAST = 258;

  private RowSums() {}

  /** Adds a row times a weight. */
  static void add(byte[] rows, int at, int weight, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * (rows[at + i] & 0xff);
    }
  }

  /**
   * Computes the weighted sums of consecutive rows, each {@code sums.length} bytes long.
   *
   * @param at where the first begins
   * @param last number of the last row, the first being 0; 1..{@link #MAX_LAST}
   * @param firstWeight times the first row
   * @param weight times each row between
   * @param lastWeight times the last row; no sum may need more than 31 bits
   */
  static void weighted(
      byte[] rows, int at, int last, int firstWeight, int weight, int lastWeight, int[] sums) {
    int length = sums.length;
    int end = at + last * length;
    int i = 0;
    for (; i <= length - 8; i += 8) {
      long even = 0;
      long odd = 0;
      for (int from = at + length; from < end; from += length) {
        long eight = (long) EIGHT.get(rows, from + i);
        even += eight & BYTES;
        odd += eight >>> 8 & BYTES;
      }
      long a = (long) EIGHT.get(rows, at + i);
      long z = (long) EIGHT.get(rows, end + i);
      long s0 = lane(a, firstWeight) + lane(z, lastWeight) + (even & WIDE_SUMS) * weight;
      long s1 = lane(a >>> 8, firstWeight) + lane(z >>> 8, lastWeight) + (odd & WIDE_SUMS) * weight;
      long s2 =
          lane(a >>> 16, firstWeight)
              + lane(z >>> 16, lastWeight)
              + (even >>> 16 & WIDE_SUMS) * weight;
      long s3 =
          lane(a >>> 24, firstWeight)
              + lane(z >>> 24, lastWeight)
              + (odd >>> 16 & WIDE_SUMS) * weight;
      sums[i] = (int) s0;
      sums[i + 1] = (int) s1;
      sums[i + 2] = (int) s2;
      sums[i + 3] = (int) s3;
      sums[i + 4] = (int) (s0 >>> 32);
      sums[i + 5] = (int) (s1 >>> 32);
      sums[i + 6] = (int) (s2 >>> 32);
      sums[i + 7] = (int) (s3 >>> 32);
    }
    for (; i < length; i++) {
      int sum = 0;
      for (int from = at + length; from < end; from += length) {
        sum += rows[from + i] & 0xff;
      }
      sums[i] =
          sum * weight + (rows[at + i] & 0xff) * firstWeight + (rows[end + i] & 0xff) * lastWeight;
    }
  }

  private static long lane(long bytes, int weight) {
    return (bytes & WIDE_BYTES) * weight;
  }
}
