package io.millrace.langid;

import java.io.IOException;

/**
 * Maps the hash of an n-gram to its row in the input matrix. Pruned models keep few buckets. A bit
 * set says which; the number of bits set before a bucket gives its row. The whole index fits into a
 * processor's L2 cache.
 */
final class Buckets {
  /** Row of an n-gram that the model does not know. */
  static final int ABSENT = -1;

  private final int count;
  private final long reciprocal;
  private final int firstRow;
  private final boolean pruned;
  private final long[] present;
  private final int[] before;

  private Buckets(int count, int firstRow, boolean pruned, long[] present) {
    this.count = count;
    this.reciprocal = count == 0 ? 0 : Long.divideUnsigned(-1L, count) + 1;
    this.firstRow = firstRow;
    this.pruned = pruned;
    this.present = present;
    this.before = new int[present.length];
    int row = firstRow;
    for (int i = 0; i < present.length; i++) {
      before[i] = row;
      row += Long.bitCount(present[i]);
    }
  }

  /** All buckets have a row, the first one {@code firstRow}. */
  static Buckets all(int count, int firstRow) {
    return new Buckets(count, firstRow, false, new long[0]);
  }

  /**
   * Only the kept buckets have a row, in ascending order from {@code firstRow} on.
   *
   * @param kept the buckets that were kept, each once
   */
  static Buckets pruned(int count, int firstRow, int[] kept) throws IOException {
    long[] present = new long[(count >>> 6) + 1];
    for (int bucket : kept) {
      if (bucket < 0 || bucket >= count || (present[bucket >>> 6] >>> bucket & 1) != 0) {
        throw ModelInput.corrupted("kept bucket " + bucket);
      }
      present[bucket >>> 6] |= 1L << bucket;
    }
    return new Buckets(count, firstRow, true, present);
  }

  /**
   * Writes the rows of character n-grams; skips n-grams that the model does not know.
   *
   * @param rows where to write, with room for {@code hashCount} from {@code at} on
   * @return where the rows end
   */
  int rows(int[] hashes, int hashCount, int[] rows, int at) {
    if (!pruned) {
      for (int i = 0; i < hashCount; i++) {
        rows[at + i] = firstRow + bucket(hashes[i]);
      }
      return at + hashCount;
    }
    int end = at;
    for (int i = 0; i < hashCount; i++) {
      // no branch: a processor cannot predict whether an n-gram is known
      int bucket = bucket(hashes[i]);
      rows[end] = bucket;
      end += (int) (present[bucket >>> 6] >>> bucket) & 1;
    }
    for (int i = at; i < end; i++) {
      int bucket = rows[i];
      rows[i] = before[bucket >>> 6] + Long.bitCount(present[bucket >>> 6] & (1L << bucket) - 1);
    }
    return end;
  }

  /** Remainder by multiplication: Lemire, Kaser, Kurz, 'Faster remainder by direct computation'. */
  private int bucket(int hash) {
    long fraction = reciprocal * (hash & 0xffffffffL);
    return (int) (Math.multiplyHigh(fraction, count) + (fraction >> 63 & count));
  }

  /** Row for the 64-bit hash of a word n-gram, or {@link #ABSENT}. */
  int wideRow(long hash) {
    int bucket = (int) Long.remainderUnsigned(hash, count);
    if (!pruned) {
      return firstRow + bucket;
    }
    long bits = present[bucket >>> 6];
    if ((bits >>> bucket & 1) == 0) {
      return ABSENT;
    }
    return before[bucket >>> 6] + Long.bitCount(bits & (1L << bucket) - 1);
  }
}
