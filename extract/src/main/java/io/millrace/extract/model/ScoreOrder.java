package io.millrace.extract.model;

import java.util.Arrays;

/** The blocks of a page in order of their scores. */
final class ScoreOrder {

  private ScoreOrder() {}

  /**
   * @param scores by block, 0..1
   * @return indexes of the blocks, highest score first; of equal scores the earlier block first
   */
  static int[] descending(float[] scores) {
    long[] keys = new long[scores.length];
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] > 0) {
        // scores are not negative, so their bits have the same order
        keys[count++] = (long) Float.floatToIntBits(scores[i]) << 32 | Integer.MAX_VALUE - i;
      }
    }
    Arrays.sort(keys, 0, count);
    int[] blocks = new int[scores.length];
    for (int i = 0; i < count; i++) {
      blocks[i] = Integer.MAX_VALUE - (int) keys[count - 1 - i];
    }
    // half of the blocks of a page have score 0 and need no sorting
    for (int i = 0; i < scores.length; i++) {
      if (!(scores[i] > 0)) {
        blocks[count++] = i;
      }
    }
    return blocks;
  }
}
