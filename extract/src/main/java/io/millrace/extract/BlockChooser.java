package io.millrace.extract;

/** Where to cut between main content and the rest, given how likely each block is to be content. */
interface BlockChooser {

  /**
   * @param scores by block, 0..1
   * @param words by block
   * @return least score of a block that is kept; above 1 when there are no blocks
   */
  double threshold(float[] scores, int[] words);
}
