package io.millrace.extract.model;

import io.millrace.extract.blocks.Block;
import io.millrace.extract.text.PhraseSet;
import io.millrace.extract.text.PhraseSet.Said;
import java.util.BitSet;
import java.util.List;

/**
 * Removes repeated text from a page's main content: quoted posts of a forum, the same paragraph for
 * wide and narrow screens, the start of a text as a teaser before the full text. Code and table
 * rows may repeat earlier ones, and documentation pages are not changed.
 *
 * <p>A block that mostly repeats itself is removed as a whole: a ticker ("Book now * Book now"), a
 * log, a table without cells.
 */
final class RepeatedText {

  /**
   * A block is removed if this share of its runs of four words is in earlier blocks. On 1,497 pages
   * .7 and .95 are hardly worse.
   */
  private static final double SAID_BEFORE = .8;

  /**
   * A block is removed if this share of its runs of four words repeats earlier ones of the block.
   */
  private static final double REPEATS_ITSELF = .7;

  /**
   * The same for a block of at least {@link #LONG} runs, which is mostly output of a program. Code
   * is allowed to repeat that much, except in a thread, where it is mostly a log.
   */
  private static final double LONG_REPEATS_ITSELF = .3;

  private static final int LONG = 1000;

  /** Probability of documentation from which a page is not changed. */
  private static final double DOCUMENTATION = .5;

  private static final int DOCUMENTATION_TYPE = PageType.NAMES.indexOf("documentation");

  /** Probability of a thread from which long code is treated as a log. */
  private static final double FORUM = .5;

  private static final int FORUM_TYPE = PageType.NAMES.indexOf("forum");

  /** Characters per word with the space after it, to estimate the number of phrases. */
  private static final int LENGTH_OF_A_WORD = 6;

  private RepeatedText() {}

  /**
   * Returns the kept blocks without repeated text.
   *
   * @param kept indexes of blocks
   * @param typeShares probability of each page type
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
    // the repetitions may all be of earlier blocks: check the block alone
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
