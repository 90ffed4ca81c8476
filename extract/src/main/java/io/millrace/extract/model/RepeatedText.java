package io.millrace.extract.model;

import io.millrace.extract.blocks.Block;
import io.millrace.extract.text.PhraseSet;
import io.millrace.extract.text.PhraseSet.Said;
import java.util.BitSet;
import java.util.List;

/**
 * Leaves out of a page's main content what it says again: earlier posts that a forum quotes, the
 * same paragraph for wide and for narrow screens, the beginning of a text shown as a teaser and
 * once more in full. Readers want it once. Code and rows of tables may be like earlier ones, and
 * pages of documentation are let alone.
 *
 * <p>A block that says one thing over and over goes as a whole: a running band ("Book now * Book
 * now"), a log, a table without its cells.
 */
final class RepeatedText {

  /**
   * Share of a block's runs of four words that earlier ones must have said for it to be left out.
   * On 1,497 pages .7 and .95 are hardly worse.
   */
  private static final double SAID_BEFORE = .8;

  /** Share of a block's runs of four words that it must have said itself before. */
  private static final double REPEATS_ITSELF = .7;

  /**
   * The same for a block of {@link #LONG} and more runs, as programs write them. Code repeats that
   * much for a reason, but in a thread it is what a program wrote.
   */
  private static final double LONG_REPEATS_ITSELF = .3;

  private static final int LONG = 1000;

  /** How likely to be documentation a page is that is let alone. */
  private static final double DOCUMENTATION = .5;

  private static final int DOCUMENTATION_TYPE = PageType.NAMES.indexOf("documentation");

  /** How likely to be a thread a page is whose long code is a log. */
  private static final double FORUM = .5;

  private static final int FORUM_TYPE = PageType.NAMES.indexOf("forum");

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
    boolean thread = typeShares[FORUM_TYPE] >= FORUM;
    BitSet rest = new BitSet();
    PhraseSet said = new PhraseSet(length(blocks, kept) / LENGTH_OF_A_WORD);
    for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
      Block block = blocks.get(i);
      Said what = said.say(block.text());
      rest.set(i, block.kind() == Block.Kind.ROW || !repeats(block, what, thread));
    }
    return rest;
  }

  private static boolean repeats(Block block, Said inPage, boolean thread) {
    boolean code = block.kind() == Block.Kind.PREFORMATTED;
    boolean mayBeLog = (thread || !code) && inPage.phrases() >= LONG;
    double least = mayBeLog ? LONG_REPEATS_ITSELF : REPEATS_ITSELF;
    return !code && inPage.before() >= SAID_BEFORE || repeatsItself(block.text(), inPage, least);
  }

  private static boolean repeatsItself(String text, Said inPage, double least) {
    // what the page said before may be all that is not new
    return inPage.beforeOrTwice() >= least && new PhraseSet().say(text).beforeOrTwice() >= least;
  }

  private static int length(List<Block> blocks, BitSet kept) {
    int length = 0;
    for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
      length += blocks.get(i).text().length();
    }
    return length;
  }
}
