package io.millrace.extract.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The numbers that a block is judged by, in the order of the content model: its own ({@link
 * BlockFeatures}), its page's ({@link PageFeatures}), how likely the page is to be of each type,
 * and what the {@link Lexicon} says of its words.
 */
final class BlockRows {

  private BlockRows() {}

  /** Names of all numbers, from those of blocks and pages. */
  static List<String> names(List<String> block, List<String> page) {
    List<String> names = new ArrayList<>(block);
    names.addAll(page);
    for (String type : PageType.NAMES) {
      names.add("type " + type);
    }
    names.addAll(Lexicon.names());
    return List.copyOf(names);
  }

  /** Writes a row, given the block's own numbers. */
  static void put(
      float[] block,
      int blockStart,
      int blockSize,
      float[] page,
      float[] types,
      float[] row,
      int start) {
    System.arraycopy(block, blockStart, row, start, blockSize);
    System.arraycopy(page, 0, row, start + blockSize, page.length);
    System.arraycopy(types, 0, row, start + blockSize + page.length, types.length);
  }
}
