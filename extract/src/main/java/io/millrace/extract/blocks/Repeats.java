package io.millrace.extract.blocks;

import io.millrace.extract.text.LongNumbers;
import io.millrace.extract.tree.HtmlTree;
import java.util.List;

/**
 * Finds repeated parts of a page: siblings with the same name and class (cards, posts, rows),
 * blocks with the same path of elements, and blocks with the same text.
 */
public final class Repeats {

  /** By element: number of siblings with the same name and class, itself included. */
  public final int[] alike;

  /** By element: number of those siblings before it. */
  public final int[] index;

  /** By element: number of the group of elements with the same path of names and classes. */
  public final int[] pathGroup;

  /** By group of paths: blocks, characters, characters in links, and runs of sentence ends. */
  public final int[] groupBlocks;

  public final int[] groupLength;
  public final int[] groupLinkLength;
  public final int[] groupEnds;

  /** By block: index of the first block with the same letters and digits. */
  public final int[] sameTextAs;

  /** By first such block: number of blocks with the same letters and digits. */
  public final int[] sameTexts;

  Repeats(HtmlTree tree, List<Block> blocks, BlockTexts texts) {
    int size = tree.size();
    alike = new int[size];
    index = new int[size];
    pathGroup = new int[size];
    int groups = group(tree);
    groupBlocks = new int[groups];
    groupLength = new int[groups];
    groupLinkLength = new int[groups];
    groupEnds = new int[groups];
    sameTextAs = new int[blocks.size()];
    sameTexts = new int[blocks.size()];
    LongNumbers byText = new LongNumbers(blocks.size());
    int[] firsts = new int[blocks.size()];
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      int group = pathGroup[block.owner()];
      groupBlocks[group]++;
      groupLength[group] += block.length();
      groupLinkLength[group] += block.linkLength();
      groupEnds[group] += texts.sentenceEnds[i];
      int known = byText.size();
      int text = byText.of(texts.hash[i]);
      if (text == known) {
        firsts[text] = i;
      }
      sameTextAs[i] = firsts[text];
      sameTexts[sameTextAs[i]]++;
    }
  }

  private int group(HtmlTree tree) {
    LongNumbers siblings = new LongNumbers(tree.size());
    LongNumbers paths = new LongNumbers(tree.size());
    long[] path = new long[tree.size()];
    int[] counters = new int[tree.size()];
    int[] sameSiblings = new int[tree.size()];
    for (int i = 0; i < tree.size(); i++) {
      long own =
          (tree.name(i) > 0 ? tree.name(i) : tree.element(i).normalName().hashCode())
                  * 0x9E3779B97F4A7C15L
              + (tree.states(i) == 0 ? 0 : tree.namedByClass(i).stem());
      int parent = tree.parent(i);
      path[i] = (parent < 0 ? 0 : path[parent] * 31) + own;
      long key = own * 0xC2B2AE3D27D4EB4FL + parent;
      sameSiblings[i] = siblings.of(key);
      index[i] = counters[sameSiblings[i]]++;
      pathGroup[i] = paths.of(path[i]);
    }
    for (int i = 0; i < tree.size(); i++) {
      alike[i] = counters[sameSiblings[i]];
    }
    return paths.size();
  }
}
