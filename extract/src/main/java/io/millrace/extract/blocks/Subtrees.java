package io.millrace.extract.blocks;

import io.millrace.extract.tree.HtmlTags;
import io.millrace.extract.tree.HtmlTree;
import java.util.List;

/** Sums over the blocks below each element of a page, by number of the element. */
public final class Subtrees {

  /** Shortest block of running text, in characters. */
  static final int RUNNING_TEXT = 40;

  public final int[] length;
  final int[] linkLength;
  public final int[] blocks;
  public final int[] words;
  public final int[] sentenceEnds;
  public final int[] headings;
  public final int[] running;
  public final int[] images;
  public final int[] depth;

  /** Index of the first block in the subtree. */
  public final int[] firstBlock;

  Subtrees(HtmlTree tree, List<Block> page, BlockTexts texts) {
    int size = tree.size();
    length = new int[size];
    linkLength = new int[size];
    blocks = new int[size];
    words = new int[size];
    sentenceEnds = new int[size];
    headings = new int[size];
    running = new int[size];
    images = new int[size];
    depth = new int[size];
    firstBlock = new int[size];
    java.util.Arrays.fill(firstBlock, Integer.MAX_VALUE);
    for (int i = 0; i < page.size(); i++) {
      add(page.get(i), i, texts);
    }
    for (int i = 1; i < size; i++) {
      depth[i] = depth[tree.parent(i)] + 1;
      images[i] = tree.is(i, HtmlTags.IMAGE) ? 1 : 0;
    }
    for (int i = size - 1; i > 0; i--) {
      int parent = tree.parent(i);
      length[parent] += length[i];
      linkLength[parent] += linkLength[i];
      blocks[parent] += blocks[i];
      words[parent] += words[i];
      sentenceEnds[parent] += sentenceEnds[i];
      headings[parent] += headings[i];
      running[parent] += running[i];
      images[parent] += images[i];
      firstBlock[parent] = Math.min(firstBlock[parent], firstBlock[i]);
    }
  }

  private void add(Block block, int number, BlockTexts texts) {
    int owner = block.owner();
    length[owner] += block.length();
    linkLength[owner] += block.linkLength();
    blocks[owner]++;
    words[owner] += texts.words[number];
    sentenceEnds[owner] += texts.sentenceEnds[number];
    headings[owner] += block.kind() == Block.Kind.HEADING ? 1 : 0;
    boolean runs =
        block.kind() != Block.Kind.HEADING
            && block.length() >= RUNNING_TEXT
            && block.linkDensity() <= .5;
    running[owner] += runs ? block.length() : 0;
    firstBlock[owner] = Math.min(firstBlock[owner], number);
  }

  public double linkDensity(int element) {
    return length[element] == 0 ? 0 : (double) linkLength[element] / length[element];
  }
}
