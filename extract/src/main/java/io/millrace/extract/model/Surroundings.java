package io.millrace.extract.model;

import io.millrace.extract.blocks.Block;
import io.millrace.extract.blocks.PageView;
import java.util.List;

/** Data about the surroundings of blocks that several stages use; computed once per page. */
final class Surroundings {

  /** Distance if the page has no such block. */
  private static final int NOT_THERE = -1000;

  /** Shortest text of an article, in characters. */
  private static final int LONG = 100;

  final AroundBlocks around;
  final Windows windows;

  /** The first visible heading of level 1, or -1. */
  final int firstHeading;

  private final int firstLong;
  private final int lastLong;

  Surroundings(PageView page) {
    around = new AroundBlocks(page);
    windows = new Windows(page);
    List<Block> blocks = page.blocks();
    int heading = -1;
    int first = -1;
    int last = -1;
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      if (heading < 0 && block.level() == 1 && !block.hidden()) {
        heading = i;
      }
      if (block.length() >= LONG && block.linkDensity() < .3 && !block.boilerplate()) {
        last = i;
        first = first < 0 ? i : first;
      }
    }
    firstHeading = heading;
    firstLong = first;
    lastLong = last;
  }

  int fromHeading(int block) {
    return from(firstHeading, block);
  }

  int fromFirstLong(int block) {
    return from(firstLong, block);
  }

  int fromLastLong(int block) {
    return from(lastLong, block);
  }

  private static int from(int other, int block) {
    return other < 0 ? NOT_THERE : block - other;
  }
}
