package io.millrace.extract.model;

import io.millrace.extract.blocks.Block;
import io.millrace.extract.blocks.PageView;
import java.util.List;

/** Prefix sums over the blocks of a page, for features of the blocks around one. */
final class Windows {

  private final int size;
  private final int[] links;
  private final int[] ends;
  private final int[] kept;

  /** By block, plus one entry for the whole page: number of characters before it. */
  final int[] lengthBefore;

  private final int[] words;

  Windows(PageView page) {
    List<Block> blocks = page.blocks();
    size = blocks.size();
    links = new int[size + 1];
    ends = new int[size + 1];
    kept = new int[size + 1];
    lengthBefore = new int[size + 1];
    words = new int[size + 1];
    for (int i = 0; i < size; i++) {
      Block block = blocks.get(i);
      links[i + 1] = links[i] + block.linkLength();
      lengthBefore[i + 1] = lengthBefore[i] + block.length();
      ends[i + 1] = ends[i] + page.texts().sentenceEnds[i];
      words[i + 1] = words[i] + page.texts().words[i];
      kept[i + 1] = kept[i] + (page.rules().get(i) ? block.length() : 0);
    }
  }

  /** Puts features of the blocks up to {@code reach} before and after one. */
  void put(FeatureRow row, String name, int number, int reach) {
    int from = Math.max(0, number - reach);
    int to = Math.min(size, number + reach + 1);
    int all = lengthBefore[to] - lengthBefore[from];
    row.putShare(name, " link density", links[to] - links[from], all);
    row.putShare(name, " sentence density", ends[to] - ends[from], words[to] - words[from]);
    row.put(name, " rules", rules(number, reach));
    row.putLog(name, " length", all);
  }

  /** Share of the text up to {@code reach} blocks before and after one that the rules keep. */
  double rules(int number, int reach) {
    int from = Math.max(0, number - reach);
    int to = Math.min(size, number + reach + 1);
    int all = lengthBefore[to] - lengthBefore[from];
    return all == 0 ? 0 : (double) (kept[to] - kept[from]) / all;
  }
}
