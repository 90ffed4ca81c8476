package io.millrace.extract;

import java.util.Arrays;

/** The blocks of a page in order of their scores. */
final class ScoreOrder {

  private ScoreOrder() {}

  /**
   * @param scores by block, 0..1
   * @return numbers of the blocks, greatest score first; of equal ones the earlier block first
   */
  static int[] descending(float[] scores) {
    long[] keys = new long[scores.length];
    for (int i = 0; i < scores.length; i++) {
      // scores are not negative, so their bits compare as they do
      keys[i] = (long) Float.floatToIntBits(scores[i]) << 32 | Integer.MAX_VALUE - i;
    }
    Arrays.sort(keys);
    int[] blocks = new int[scores.length];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = Integer.MAX_VALUE - (int) keys[blocks.length - 1 - i];
    }
    return blocks;
  }
}
