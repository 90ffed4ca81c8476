package io.millrace.extract.model;

import io.millrace.extract.blocks.Block;
import io.millrace.extract.blocks.PageView;
import io.millrace.extract.blocks.Repeats;
import io.millrace.extract.blocks.Subtrees;
import java.util.BitSet;
import java.util.List;

/**
 * First stage of a cascade (Viola and Jones 2001, doi 10.1109/CVPR.2001.990517): drops blocks that
 * are clearly not content by few features, which are available once a page is split into blocks.
 * This halves the work of the later stages.
 */
final class Glance {

  /** Blocks with a lower probability are left out. */
  private static final double LEAST = .05;

  private static final double LEAST_SUM = Math.log(LEAST / (1 - LEAST));

  private final PageView page;
  private final Surroundings surroundings;

  Glance(PageView page, Surroundings surroundings) {
    this.page = page;
    this.surroundings = surroundings;
  }

  /** Names of the features of {@link #put}, in order. */
  static List<String> names() {
    PageView page = ContentModel.Names.sample();
    FeatureRow row = new FeatureRow(true);
    new Glance(page, new Surroundings(page)).put(row, 0);
    return List.copyOf(row.names());
  }

  /** Puts the features of a block; the first look has them too, with the same names. */
  void put(FeatureRow row, int number) {
    Block block = page.blocks().get(number);
    row.put("rules", page.rules().get(number));
    row.put("boilerplate", block.boilerplate());
    row.put("embedded", surroundings.around.embedded(block.owner()));
    row.putLog("words", page.texts().words[number]);
    row.put("ends sentence", page.texts().endsSentence[number]);
    int size = page.blocks().size();
    int[] before = surroundings.windows.lengthBefore;
    row.putShare("position", number, size);
    row.putShare("length before", before[number], before[size]);
    row.putLog("characters before", before[number]);
    row.put("from heading", surroundings.fromHeading(number));
    row.put("from first long", surroundings.fromFirstLong(number));
    row.put("from last long", surroundings.fromLastLong(number));
    row.put("window 5 rules", surroundings.windows.rules(number, 5));
    row.put("window 15 rules", surroundings.windows.rules(number, 15));
    Subtrees subtrees = page.subtrees();
    int parent = Math.max(0, page.tree().parent(block.owner()));
    row.putShare("parent page running", subtrees.running[parent], subtrees.running[0]);
    row.putShare("parent block length", subtrees.length[parent], subtrees.blocks[parent]);
    Repeats repeats = page.repeats();
    int group = repeats.pathGroup[block.owner()];
    row.putLog("path blocks", repeats.groupBlocks[group]);
    row.putShare("path page share", repeats.groupLength[group], subtrees.length[0]);
    row.putShare("path link density", repeats.groupLinkLength[group], repeats.groupLength[group]);
    row.putShare("path sentence ends", repeats.groupEnds[group], repeats.groupBlocks[group]);
    row.put("said before", repeats.sameTextAs[number] != number);
  }

  /**
   * The blocks that pass.
   *
   * @param sums of the trees, by block
   */
  static BitSet passed(double[] sums) {
    BitSet passed = new BitSet();
    for (int i = 0; i < sums.length; i++) {
      passed.set(i, sums[i] >= LEAST_SUM);
    }
    return passed;
  }
}
