package io.millrace.extract.blocks;

import io.millrace.extract.tree.HtmlTree;
import io.millrace.extract.tree.MarkupText;
import java.util.List;

/**
 * Which parts of a page are its main content, for things that are no text themselves. An element
 * belongs to the main content when it is inside the smallest element that holds all of that, and
 * most of the text of the smallest element around it that has text is main content.
 */
public final class ContentZones {

  /** Code points of a block that stand for it. */
  private static final int NEARBY = 200;

  private final HtmlTree tree;
  private final List<Block> blocks;

  /** Characters of blocks, and of those kept, whose owner has a smaller number. */
  private final long[] all;

  private final long[] kept;

  /** The smallest element that holds the whole main content, -1 where there is none. */
  private final int root;

  /** For each block the largest owner up to it: where it stands, at least. */
  private final int[] places;

  private ContentZones(HtmlTree tree, List<Block> blocks, List<Block> content) {
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

  /**
   * @param blocks of the page, in document order
   * @param content those of them that are its main content
   */
  public static ContentZones of(HtmlTree tree, List<Block> blocks, List<Block> content) {
    return new ContentZones(tree, blocks, content);
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

  /** End of the block that begins before an element, or "". */
  public String textBefore(int number) {
    int next = firstAt(number);
    return next == 0 ? "" : MarkupText.last(blocks.get(next - 1).text(), NEARBY);
  }

  /** Beginning of the first block after the start of an element, or "". */
  public String textAfter(int number) {
    int next = firstAt(number);
    return next == places.length ? "" : MarkupText.first(blocks.get(next).text(), NEARBY);
  }

  /** Index of the first block that stands at or after an element. */
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
