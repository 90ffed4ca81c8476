package io.millrace.extract;

import java.util.ArrayList;
import java.util.List;

/** Chooses the blocks that are a page's main content. */
final class MainContent {

  private static final double MAX_LINK_DENSITY = .5;
  private static final int GOOD_LENGTH = 40;
  private static final double ROOT_SHARE = .8;
  private static final double NAMED_SHARE = .5;

  private final HtmlTree tree;
  private final HtmlBlocks page;
  private final int[] good;

  private MainContent(HtmlTree tree, HtmlBlocks page) {
    this.tree = tree;
    this.page = page;
    this.good = new int[tree.size()];
  }

  static List<Block> of(HtmlTree tree, HtmlBlocks page) {
    MainContent content = new MainContent(tree, page);
    content.weigh();
    return content.choose();
  }

  private void weigh() {
    for (Block block : page.blocks()) {
      if (isGood(block)) {
        good[block.owner()] += block.length();
      }
    }
    for (int i = tree.size() - 1; i > 0; i--) {
      good[tree.parent(i)] += good[i];
    }
  }

  private static boolean isGood(Block block) {
    return !block.boilerplate()
        && block.kind() != Block.Kind.HEADING
        && block.length() >= GOOD_LENGTH
        && block.linkDensity() <= MAX_LINK_DENSITY;
  }

  private List<Block> choose() {
    int root = densest(named());
    List<Block> kept = new ArrayList<>();
    for (Block block : page.blocks()) {
      if (!block.boilerplate() && tree.contains(root, block.owner())) {
        kept.add(block);
      }
    }
    kept = withoutLinkRuns(kept);
    if (length(kept) < 150) {
      List<Block> all = withoutLinkRuns(page.blocks());
      if (length(all) > 2 * length(kept)) {
        kept = all;
      }
    }
    return kept;
  }

  private int named() {
    int best = 0;
    int bestRank = 0;
    for (int i = 0; i < tree.size(); i++) {
      int rank = rank(i);
      if (rank > 0 && good[i] >= NAMED_SHARE * good[0] && good[i] > 0) {
        if (rank > bestRank || rank == bestRank && good[i] > good[best]) {
          best = i;
          bestRank = rank;
        }
      }
    }
    return best;
  }

  private int rank(int number) {
    if (page.contentElements().get(number)) {
      return 3;
    }
    String name = tree.element(number).normalName();
    if (name.equals("article")) {
      return 2;
    }
    return name.equals("main") || tree.element(number).attr("role").equals("main") ? 1 : 0;
  }

  private int densest(int start) {
    int root = start;
    int i = start + 1;
    while (i < tree.end(root)) {
      if (good[i] >= ROOT_SHARE * good[root]) {
        root = i;
        i++;
      } else {
        i = tree.end(i);
      }
    }
    return root;
  }

  private static List<Block> withoutLinkRuns(List<Block> blocks) {
    List<Block> kept = new ArrayList<>();
    for (Block block : blocks) {
      if (block.linkDensity() <= MAX_LINK_DENSITY) {
        kept.add(block);
      }
    }
    return kept;
  }

  private static int length(List<Block> blocks) {
    int length = 0;
    for (Block block : blocks) {
      length += block.length();
    }
    return length;
  }
}
