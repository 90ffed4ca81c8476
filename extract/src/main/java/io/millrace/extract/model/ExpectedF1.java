package io.millrace.extract.model;

/**
 * Finds the cut with the greatest expected word F1 when the scores are probabilities: of the cuts
 * through the blocks in order of their scores, the one with the greatest 2 tp / (selected +
 * relevant), all three as expected numbers of words (idea: Jansche 2007, "A maximum expected
 * utility framework for binary sequence labeling").
 */
final class ExpectedF1 {

  private ExpectedF1() {}

  /**
   * @param order of the blocks by {@link ScoreOrder}
   * @param scores by block, 0..1
   * @param words by block
   * @return lowest score of a block that is kept; above 1 if there are no blocks
   */
  static double threshold(int[] order, float[] scores, int[] words) {
    double relevant = 0;
    for (int i = 0; i < scores.length; i++) {
      relevant += (double) scores[i] * words[i];
    }
    double best = -1;
    double threshold = 2;
    double right = 0;
    double selected = 0;
    for (int block : order) {
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
