package io.millrace.extract;

import java.util.BitSet;
import java.util.List;

/**
 * Which blocks of a page are its main content, and how that was decided.
 *
 * @param pageType kind of page it was taken for, such as {@code article} or {@code forum}
 * @param scores by block, how likely it is to be main content, 0..1
 * @param threshold the score that a block of this page must reach
 * @param kept numbers of the blocks that are main content
 */
record ContentChoice(String pageType, float[] scores, double threshold, BitSet kept) {

  static ContentChoice byRules(PageView page) {
    float[] scores = new float[page.blocks().size()];
    page.rules().stream().forEach(i -> scores[i] = 1);
    return new ContentChoice("", scores, .5, page.rules());
  }

  List<Block> of(List<Block> blocks) {
    return kept.stream().mapToObj(blocks::get).toList();
  }
}
