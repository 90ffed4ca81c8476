package io.millrace.extract;

import java.util.Arrays;

/**
 * Keeps the blocks that maximise the word F1 that is to be expected when the scores are
 * probabilities: of the cuts through the blocks in order of their scores the one with the greatest
 * 2 tp / (selected + relevant), all three in words and expected (Jansche 2007, "A maximum expected
 * utility framework for binary sequence labeling", for the idea).
 */
final class ExpectedF1 {

  private ExpectedF1() {}

  /**
   * @param scores by block, 0..1
   * @param words by block
   * @return least score of a block that is kept; above 1 when there are no blocks
   */
  static double threshold(float[] scores, int[] words) {
    long[] order = new long[scores.length];
    double relevant = 0;
    for (int i = 0; i < scores.length; i++) {
      order[i] = (long) Float.floatToIntBits(scores[i]) << 32 | 0x7FFFFFFF - i;
      relevant += (double) scores[i] * words[i];
    }
    Arrays.sort(order);
    double best = -1;
    double threshold = 2;
    double right = 0;
    double selected = 0;
    for (int k = order.length - 1; k >= 0; k--) {
      int block = 0x7FFFFFFF - (int) order[k];
      right += (double) scores[block] * words[block];
      selected += words[block];
      double f1 = 2 * right / (selected + relevant + 1e-9);
      if (f1 > best) {
        best = f1;
        threshold = scores[block];
      }
    }
    return threshold;
  }
}
