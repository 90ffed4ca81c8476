package io.millrace.extract.model;

import io.millrace.extract.blocks.Block;
import io.millrace.extract.blocks.EmbeddedText;
import io.millrace.extract.blocks.PageView;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.function.IntFunction;

/**
 * The blocks of a page that are its main content, and why.
 *
 * @param pageType type of the page, such as {@code article} or {@code forum}; "" if the rules chose
 * @param pageTypes probability of each type, 0..1; empty if the rules chose
 * @param scores by block, the probability that it is main content, 0..1
 * @param threshold the score that a block of this page must reach
 * @param kept indexes of the blocks that are main content
 * @param explainer gives the reasons of a block's score, the most important first
 */
public record ContentChoice(
    String pageType,
    SortedMap<String, Double> pageTypes,
    float[] scores,
    double threshold,
    BitSet kept,
    IntFunction<List<Reason>> explainer) {

  /**
   * A reason of a block's score.
   *
   * @param feature name of the feature
   * @param value its value
   * @param contribution to the log odds of being main content
   */
  public record Reason(String feature, double value, double contribution) {}

  static ContentChoice byRules(PageView page) {
    BitSet kept =
        EmbeddedText.withoutDescriptions(
            page.rules(), page.texts().words, EmbeddedText.firstBlock(page.tree(), page.blocks()));
    float[] scores = new float[page.blocks().size()];
    kept.stream().forEach(i -> scores[i] = 1);
    return new ContentChoice(
        "", Collections.emptySortedMap(), scores, .5, kept, block -> List.of());
  }

  public List<Block> of(List<Block> blocks) {
    return kept.stream().mapToObj(blocks::get).toList();
  }

  /** Up to five reasons of a block's score, the most important first; none if the rules chose. */
  public List<Reason> reasons(int block) {
    return explainer.apply(block);
  }
}
