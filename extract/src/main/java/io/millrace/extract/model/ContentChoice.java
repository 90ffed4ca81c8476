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
 * Which blocks of a page are its main content, and how that was decided.
 *
 * @param pageType kind of page it was taken for, such as {@code article} or {@code forum}; "" where
 *     nobody asked
 * @param pageTypes how likely each kind is, 0..1; empty where nobody asked
 * @param scores by block, how likely it is to be main content, 0..1
 * @param threshold the score that a block of this page must reach
 * @param kept numbers of the blocks that are main content
 * @param explainer gives the reasons of a block's score, the weightiest first
 */
public record ContentChoice(
    String pageType,
    SortedMap<String, Double> pageTypes,
    float[] scores,
    double threshold,
    BitSet kept,
    IntFunction<List<Reason>> explainer) {

  /**
   * Why a block got its score.
   *
   * @param feature what was looked at
   * @param value what it was
   * @param contribution what that added to the log odds of being main content
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

  /** Why a block got its score: up to five reasons, the weightiest first; none by rules alone. */
  public List<Reason> reasons(int block) {
    return explainer.apply(block);
  }
}
