package io.millrace.extract;

import java.util.ArrayList;
import java.util.List;

/**
 * The numbers that a block is judged by, in the order of the content model: its own ({@link
 * BlockFeatures}), how likely its page is to be of each type, and what the {@link Lexicon} says of
 * its words.
 */
final class BlockRows {

  private BlockRows() {}

  /** Names of all numbers, from those of blocks. */
  static List<String> names(List<String> block) {
    List<String> names = new ArrayList<>(block);
    for (String type : PageType.NAMES) {
      names.add("type " + type);
    }
    names.addAll(Lexicon.names());
    return List.copyOf(names);
  }

  /** Writes a row but for what the lexicon says, given the block's own numbers. */
  static void put(
      float[] block, int blockStart, int blockSize, float[] types, float[] row, int start) {
    System.arraycopy(block, blockStart, row, start, blockSize);
    System.arraycopy(types, 0, row, start + blockSize, types.length);
  }
}
