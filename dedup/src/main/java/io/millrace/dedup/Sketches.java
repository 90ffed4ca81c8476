package io.millrace.dedup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Similarity of texts by their sketches, see {@link MinHasher#sketch}. */
public final class Sketches {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

  /** Probability that two different values have equal bytes in the sketch. */
  private static final double CHANCE = 1 / 256.0;

  private Sketches() {}

  /**
   * Estimates the Jaccard similarity of the shingles of two texts, in 0..1: the share of equal
   * bytes, corrected for bytes that are equal by chance (Li and König 2010, theorem 1, for sets
   * that are small compared with the space of hashes). Its standard error is about {@code sqrt(s *
   * (1 - s) / permutations)}.
   *
   * @throws IllegalArgumentException when the sketches differ in length or are empty
   */
  public static double similarity(byte[] left, byte[] right) {
    if (left.length != right.length || left.length == 0) {
      throw new IllegalArgumentException(
          "sketches of " + left.length + " and " + right.length + " bytes cannot be compared");
    }
    return similarity(equalBytes(left, 0, right, 0, left.length), left.length);
  }

  static double similarity(int equal, int length) {
    return Math.max(0, ((double) equal / length - CHANCE) / (1 - CHANCE));
  }

  /** Number of positions at which two byte ranges are equal. */
  static int equalBytes(byte[] left, int leftFrom, byte[] right, int rightFrom, int length) {
    int unequal = 0;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      long x = (long) LONGS.get(left, leftFrom + i) ^ (long) LONGS.get(right, rightFrom + i);
      // sets the top bit of each byte that has any bit
      unequal += Long.bitCount((((x & LOW_BITS) + LOW_BITS) | x) & ~LOW_BITS);
    }
    for (; i < length; i++) {
      unequal += left[leftFrom + i] == right[rightFrom + i] ? 0 : 1;
    }
    return length - unequal;
  }
}
