package io.millrace.extract;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Chooses the blocks that are a page's main content. The root of the content is what the page names
 * so ({@code articleBody}, {@code article}, {@code main}), else the smallest subtree that holds
 * most of the running text; of its blocks those stay that are not mostly links. A page that is
 * links for the most part, as a listing is, keeps them. When almost nothing is left the whole page
 * is taken instead, boilerplate included, if that gives clearly more.
 */
final class MainContent {

  /** A block with a larger share of its characters in links is navigation. */
  private static final double MAX_LINK_DENSITY = .5;

  /** Shortest block, in characters, that counts as running text when the root is looked for. */
  private static final int RUNNING_TEXT = 40;

  /** Share of the running text that a subtree must hold for the rest to be left out. */
  private static final double ROOT_SHARE = .8;

  /** The same for a subtree that the page itself names as its content. */
  private static final double NAMED_SHARE = .5;

  /** Characters below which an extraction is suspected to have missed the content. */
  private static final int LITTLE_TEXT = 150;

  private final HtmlTree tree;
  private final HtmlBlocks page;
  private final int[] running;

  private MainContent(HtmlTree tree, HtmlBlocks page) {
    this.tree = tree;
    this.page = page;
    this.running = runningText(tree, page.blocks());
  }

  /** Numbers of the blocks that are kept. */
  static BitSet of(HtmlTree tree, HtmlBlocks page) {
    Set<Block> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.addAll(new MainContent(tree, page).choose());
    BitSet numbers = new BitSet();
    for (int i = 0; i < page.blocks().size(); i++) {
      numbers.set(i, kept.contains(page.blocks().get(i)));
    }
    return numbers;
  }

  private List<Block> choose() {
    int root = densest(named());
    List<Block> inside = new ArrayList<>();
    for (Block block : page.blocks()) {
      if (!block.boilerplate() && !block.hidden() && tree.contains(root, block.owner())) {
        inside.add(block);
      }
    }
    List<Block> kept = withoutNavigation(inside);
    if (length(kept) < LITTLE_TEXT) {
      List<Block> all = withoutNavigation(page.blocks());
      return length(all) > 2 * length(kept) ? all : kept;
    }
    return kept;
  }

  /** Characters of running text by subtree; of any text where nothing runs. */
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

  /** The best subtree that is named as content and holds enough of the text, else the whole. */
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

  private static List<Block> withoutNavigation(List<Block> blocks) {
    int prose = 0;
    int links = 0;
    for (Block block : blocks) {
      if (block.linkDensity() <= MAX_LINK_DENSITY) {
        prose += block.length();
      } else {
        links += block.length();
      }
    }
    if (links > prose) {
      return blocks;
    }
    List<Block> kept = new ArrayList<>();
    for (Block block : blocks) {
      if (block.kind() == Block.Kind.HEADING || block.linkDensity() <= MAX_LINK_DENSITY) {
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
