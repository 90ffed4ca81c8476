package io.millrace.extract.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The features of a block, in the order of the content model: its own ({@link BlockFeatures}),
 * those of its page ({@link PageFeatures}), the probability of each page type, and those of its
 * words ({@link Lexicon}).
 */
final class BlockRows {

  private BlockRows() {}

  /** Names of all features, given those of blocks and pages. */
  static List<String> names(List<String> block, List<String> page) {
    List<String> names = new ArrayList<>(block);
    names.addAll(page);
    for (String type : PageType.NAMES) {
      names.add("type " + type);
    }
    names.addAll(Lexicon.names());
    return List.copyOf(names);
  }

  /** Writes a row without the features of words. */
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
