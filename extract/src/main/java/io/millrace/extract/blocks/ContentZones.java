package io.millrace.extract.blocks;

import io.millrace.extract.tree.HtmlTree;
import io.millrace.extract.tree.MarkupText;
import java.util.List;

/**
 * Tells whether elements without text of their own, such as images, are in the main content. An
 * element is in the main content if it is inside the smallest element that contains all of the main
 * content, and if most of the text in its nearest ancestor with text is main content.
 */
public final class ContentZones {

  /** Code points of a nearby block that are returned. */
  private static final int NEARBY = 200;

  private final HtmlTree tree;
  private final List<Block> blocks;

  /** By element: characters of all blocks, and of content blocks, with smaller owners. */
  private final long[] all;

  private final long[] kept;

  /** The smallest element that contains all of the main content, or -1. */
  private final int root;

  /** For each block the largest owner of it and the blocks before it. */
  private final int[] places;

  /**
   * @param blocks of the page, in document order
   * @param content blocks that are main content
   */
  public ContentZones(HtmlTree tree, List<Block> blocks, List<Block> content) {
    this.tree = tree;
    this.blocks = blocks;
    all = sums(tree.size(), blocks);
    kept = sums(tree.size(), content);
    root = root(tree, content);
    places = new int[blocks.size()];
    int place = 0;
    for (int i = 0; i < places.length; i++) {
      place = Math.max(place, blocks.get(i).owner());
      places[i] = place;
    }
  }

  public boolean isContent(int number) {
    int around = number;
    while (around >= root && root >= 0 && tree.contains(root, number)) {
      int end = tree.end(around);
      long text = all[end] - all[around];
      if (text > 0) {
        return 2 * (kept[end] - kept[around]) >= text;
      }
      around = tree.parent(around);
    }
    return false;
  }

  /** End of the last block before an element, or "". */
  public String textBefore(int number) {
    int next = firstAt(number);
    return next == 0 ? "" : MarkupText.last(blocks.get(next - 1).text(), NEARBY);
  }

  /** Beginning of the first block after the start of an element, or "". */
  public String textAfter(int number) {
    int next = firstAt(number);
    return next == places.length ? "" : MarkupText.first(blocks.get(next).text(), NEARBY);
  }

  /** Index of the first block at or after an element. */
  private int firstAt(int number) {
    int low = 0;
    int high = places.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (places[middle] < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int root(HtmlTree tree, List<Block> content) {
    int first = Integer.MAX_VALUE;
    int last = -1;
    for (Block block : content) {
      first = Math.min(first, block.owner());
      last = Math.max(last, block.owner());
    }
    if (last < 0 || first < 0) {
      return -1;
    }
    int root = first;
    while (root >= 0 && !tree.contains(root, last)) {
      root = tree.parent(root);
    }
    return root;
  }

  private static long[] sums(int size, List<Block> blocks) {
    long[] sums = new long[size + 1];
    for (Block block : blocks) {
      if (block.owner() >= 0) {
        sums[block.owner() + 1] += block.length();
      }
    }
    for (int i = 1; i <= size; i++) {
      sums[i] += sums[i - 1];
    }
    return sums;
  }
}
