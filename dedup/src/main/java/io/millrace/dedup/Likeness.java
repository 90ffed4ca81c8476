package io.millrace.dedup;

import io.millrace.corpus.Hash128;

/** Decides by sketches which documents that share a key are near duplicates. */
interface Likeness {

  /** Result of {@link #similarity} below the threshold. */
  double UNLIKE = -1;

  /** Most documents of a group that later documents are compared with. */
  int leaders();

  /** Similarity of two sketches in 0..1, or {@link #UNLIKE} when it is below the threshold. */
  double similarity(byte[] left, int leftAt, byte[] right, int rightAt);

  /** Id of the record that a mark stands for. */
  default Hash128 record(byte[] bytes, int at) {
    return MarkLayout.id(bytes, at);
  }

  /** For texts: the share of equal values of their signatures. */
  static Likeness of(MinHashSettings settings, int sketchLength) {
    int enough = 0;
    while (enough < sketchLength
        && Sketches.similarity(enough, sketchLength) < settings.threshold()) {
      enough++;
    }
    int enoughEqual = enough;
    return new Likeness() {
      @Override
      public int leaders() {
        return settings.leaders();
      }

      @Override
      public double similarity(byte[] left, int leftAt, byte[] right, int rightAt) {
        int equal = Sketches.equalBytes(left, leftAt, right, rightAt, sketchLength);
        return equal >= enoughEqual ? Sketches.similarity(equal, sketchLength) : UNLIKE;
      }
    };
  }

  /**
   * For items of {@link HashKeys}: the number of bits in which their hashes differ.
   *
   * @param leaders most items of a group that later items are compared with
   * @param distance bits of 64 in which the first hashes may differ
   * @param secondDistance bits of 64 in which the second hashes may differ
   */
  static Likeness ofHashes(int leaders, int distance, int secondDistance) {
    return new Likeness() {
      @Override
      public int leaders() {
        return leaders;
      }

      @Override
      public double similarity(byte[] left, int leftAt, byte[] right, int rightAt) {
        int bits = unequal(left, leftAt, right, rightAt);
        int second = unequal(left, leftAt + HashKeys.SECOND, right, rightAt + HashKeys.SECOND);
        return bits <= distance && second <= secondDistance
            ? 1 - (double) bits / Long.SIZE
            : UNLIKE;
      }

      @Override
      public Hash128 record(byte[] bytes, int at) {
        int record = at + MarkLayout.SKETCH + HashKeys.RECORD;
        return new Hash128(
            MarkLayout.getLong(bytes, record), MarkLayout.getLong(bytes, record + Long.BYTES));
      }
    };
  }

  private static int unequal(byte[] left, int leftAt, byte[] right, int rightAt) {
    return Long.bitCount(MarkLayout.getLong(left, leftAt) ^ MarkLayout.getLong(right, rightAt));
  }
}
