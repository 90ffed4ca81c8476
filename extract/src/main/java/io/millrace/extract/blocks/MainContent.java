package io.millrace.extract.blocks;

import io.millrace.extract.tree.HtmlTree;
import java.util.BitSet;
import java.util.List;

/**
 * Chooses the main content of a page by rules. The root of the content is the element that the page
 * names so ({@code articleBody}, {@code article}, {@code main}), else the smallest subtree with
 * most of the running text. Blocks that are mostly links are dropped, except on a page that is
 * mostly links, such as a listing. If almost nothing is left, the whole page is taken, boilerplate
 * included, provided that this gives clearly more text.
 */
public final class MainContent {

  /** A block with a larger share of its characters in links is navigation. */
  private static final double MAX_LINK_DENSITY = .5;

  /** Shortest block, in characters, that is running text in the search for the root. */
  private static final int RUNNING_TEXT = 40;

  /** Share of the running text that a subtree must have to become the root. */
  private static final double ROOT_SHARE = .8;

  /** The same for a subtree that the page names as its content. */
  private static final double NAMED_SHARE = .5;

  /** With fewer characters the whole page is considered instead. */
  private static final int LITTLE_TEXT = 150;

  private final HtmlTree tree;
  private final HtmlBlocks page;
  private final int[] running;

  private MainContent(HtmlTree tree, HtmlBlocks page) {
    this.tree = tree;
    this.page = page;
    this.running = runningText(tree, page.blocks());
  }

  /** Indexes of the blocks that are kept. */
  static BitSet of(HtmlTree tree, HtmlBlocks page) {
    return new MainContent(tree, page).choose();
  }

  private BitSet choose() {
    List<Block> blocks = page.blocks();
    int root = densest(named());
    BitSet inside = new BitSet();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      inside.set(i, !block.boilerplate() && !block.hidden() && tree.contains(root, block.owner()));
    }
    BitSet kept = withoutNavigation(inside);
    if (length(kept) < LITTLE_TEXT) {
      BitSet all = new BitSet();
      all.set(0, blocks.size());
      all = withoutNavigation(all);
      return length(all) > 2 * length(kept) ? all : kept;
    }
    return kept;
  }

  /** Characters of running text by subtree; of any text if the page has no running text. */
  private static int[] runningText(HtmlTree tree, List<Block> blocks) {
    int[] running = new int[tree.size()];
    boolean any = blocks.stream().noneMatch(MainContent::isRunning);
    for (Block block : blocks) {
      boolean counts = any ? !block.boilerplate() && !block.hidden() : isRunning(block);
      running[block.owner()] += counts ? block.length() : 0;
    }
    for (int i = tree.size() - 1; i > 0; i--) {
      running[tree.parent(i)] += running[i];
    }
    return running;
  }

  private static boolean isRunning(Block block) {
    return !block.boilerplate()
        && !block.hidden()
        && block.kind() != Block.Kind.HEADING
        && block.length() >= RUNNING_TEXT
        && block.linkDensity() <= MAX_LINK_DENSITY;
  }

  /** The best subtree that is named as content and has enough of the text, else the root. */
  private int named() {
    int best = 0;
    int bestRank = 0;
    for (int i = 1; i < tree.size(); i++) {
      if (running[i] > 0 && running[i] >= NAMED_SHARE * running[0]) {
        int rank = rank(i);
        if (rank > bestRank || rank > 0 && rank == bestRank && running[i] > running[best]) {
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
    if (running[start] == 0) {
      return start;
    }
    int root = start;
    int i = start + 1;
    while (i < tree.end(root)) {
      if (running[i] >= ROOT_SHARE * running[root]) {
        root = i;
        i++;
      } else {
        i = tree.end(i);
      }
    }
    return root;
  }

  private BitSet withoutNavigation(BitSet numbers) {
    int prose = 0;
    int links = 0;
    for (int i = numbers.nextSetBit(0); i >= 0; i = numbers.nextSetBit(i + 1)) {
      Block block = page.blocks().get(i);
      if (block.linkDensity() <= MAX_LINK_DENSITY) {
        prose += block.length();
      } else {
        links += block.length();
      }
    }
    if (links > prose) {
      return numbers;
    }
    BitSet kept = new BitSet();
    for (int i = numbers.nextSetBit(0); i >= 0; i = numbers.nextSetBit(i + 1)) {
      Block block = page.blocks().get(i);
      kept.set(i, block.kind() == Block.Kind.HEADING || block.linkDensity() <= MAX_LINK_DENSITY);
    }
    return kept;
  }

  private int length(BitSet numbers) {
    int length = 0;
    for (int i = numbers.nextSetBit(0); i >= 0; i = numbers.nextSetBit(i + 1)) {
      length += page.blocks().get(i).length();
    }
    return length;
  }
}
