package io.millrace.extract;

import java.util.BitSet;
import java.util.List;

/**
 * Leaves out of a page's main content what it says again: earlier posts that a forum quotes, the
 * same paragraph for wide and for narrow screens, the beginning of a text shown as a teaser and
 * once more in full. Readers want it once. Code, rows of tables and pages of documentation repeat
 * themselves for a reason and are let alone.
 */
final class RepeatedText {

  /**
   * Share of a block's runs of four words that earlier ones must have said for it to be left out.
   * On 1,497 pages .7 and .95 are hardly worse.
   */
  private static final double SAID_BEFORE = .8;

  /** How likely to be documentation a page is that is let alone. */
  private static final double DOCUMENTATION = .5;

  private static final int DOCUMENTATION_TYPE = PageType.NAMES.indexOf("documentation");

  /** With the space after it; what is longer finds more room than it needs. */
  private static final int LENGTH_OF_A_WORD = 6;

  private RepeatedText() {}

  /**
   * The blocks that stay.
   *
   * @param kept numbers of blocks, in the order of the page
   * @param typeShares how likely the page is to be of each type
   */
  static BitSet without(List<Block> blocks, BitSet kept, float[] typeShares) {
    if (typeShares[DOCUMENTATION_TYPE] >= DOCUMENTATION) {
      return kept;
    }
    BitSet rest = new BitSet();
    PhraseSet said = new PhraseSet(length(blocks, kept) / LENGTH_OF_A_WORD);
    for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
      Block block = blocks.get(i);
      double share = said.addCovered(block.text());
      boolean mayRepeat = block.kind() == Block.Kind.PREFORMATTED || block.kind() == Block.Kind.ROW;
      rest.set(i, mayRepeat || share < SAID_BEFORE);
    }
    return rest;
  }

  private static int length(List<Block> blocks, BitSet kept) {
    int length = 0;
    for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
      length += blocks.get(i).text().length();
    }
    return length;
  }
}
