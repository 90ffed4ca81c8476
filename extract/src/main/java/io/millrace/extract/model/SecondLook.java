package io.millrace.extract.model;

import io.millrace.extract.blocks.Block;
import io.millrace.extract.blocks.PageView;
import io.millrace.extract.tree.HtmlTree;
import java.util.Arrays;
import java.util.List;

/**
 * Features of a block from the first scores of the blocks around it (stacking, Wolpert 1992, doi
 * 10.1016/S0893-6080(05)80023-1). Main content is contiguous, so the scores of a block's
 * neighbours, its section and the elements around it say more than its own text.
 */
final class SecondLook {

  private static final int[] NEIGHBOURS = {-3, -2, -1, 1, 2, 3};
  private static final int[] WINDOWS = {2, 6, 20, 60};
  private static final int FAR = 20;

  /**
   * A block gets a second look only if it or one of this many blocks before and after it has at
   * least the score {@link #LOW}; elsewhere the second look hardly ever finds content.
   */
  private static final int NEAR = 6;

  private static final float LOW = .02f;

  /** Features of the first look that are used again. */
  private static final List<String> KEPT =
      List.of(
          ("length, words, link density, kind, level, tag, hidden, boilerplate, rules,"
                  + " embedded, said before, ends sentence, sentence ends, year, price,"
                  + " up to comment, up to review, up to related, up to user, up to foot,"
                  + " up to price, title share, from heading, number, position, card alike,"
                  + " card index, card link density, card blocks, next1 length, next-1 length,"
                  + " next1 level, next-1 level, path blocks, path block length")
              .split(", "));

  private static final int[] KEPT_AT = keptAt();

  private final int size;
  private final float[] kept;
  private final PageView page;
  private final float[] scores;
  private final double[] scored;
  private final double[] lengths;
  private final double[] counted;
  private final double[] subtreeScored;
  private final double[] subtreeLength;
  private final double[] subtreeCounted;
  private final double[] section;
  private final double[] heading;
  private final int[] rank;
  private final BlockFeatures features;
  private double cut;
  private double cutF1;
  private int first;
  private int last;

  /**
   * @param kept the features that {@link #keep} copied of each block's first row
   * @param scores of the first look, by block
   */
  SecondLook(PageView page, BlockFeatures features, float[] kept, float[] scores) {
    this.page = page;
    this.features = features;
    this.kept = kept;
    this.scores = scores;
    size = scores.length;
    scored = new double[size + 1];
    lengths = new double[size + 1];
    counted = new double[size + 1];
    int elements = page.tree().size();
    subtreeScored = new double[elements];
    subtreeLength = new double[elements];
    subtreeCounted = new double[elements];
    section = new double[size];
    heading = new double[size];
    rank = new int[size];
    sum();
    sections();
    order();
  }

  /** Number of features that {@link #keep} copies. */
  static int keptSize() {
    return KEPT_AT.length;
  }

  /** Copies the features of a block's first row that the second look needs. */
  static void keep(float[] row, int from, float[] into, int at) {
    for (int i = 0; i < KEPT_AT.length; i++) {
      into[at + i] = row[from + KEPT_AT[i]];
    }
  }

  /**
   * Indexes of the blocks that get a second look: all except those among low scores and those that
   * {@link Glance} left out, whose score is 0.
   */
  static int[] worthIt(float[] scores) {
    int[] result = new int[scores.length];
    int count = 0;
    int next = 0;
    int last = -NEAR - 1;
    for (int i = 0; i < scores.length; i++) {
      for (; next < Math.min(scores.length, i + NEAR + 1); next++) {
        last = scores[next] >= LOW ? next : last;
      }
      if (last >= i - NEAR && scores[i] > 0) {
        result[count++] = i;
      }
    }
    return Arrays.copyOf(result, count);
  }

  private static int[] keptAt() {
    List<String> names = ContentModel.Names.COMPUTED.block;
    return KEPT.stream()
        .mapToInt(
            name -> {
              int at = names.indexOf(name);
              if (at < 0) {
                throw new IllegalStateException("no feature is named " + name);
              }
              return at;
            })
        .toArray();
  }

  /** Names of the features of a row, in order. */
  static List<String> names() {
    PageView page = ContentModel.Names.sample();
    FeatureRow row = new FeatureRow(true);
    SecondLook look =
        new SecondLook(page, BlockFeatures.ofAll(page), new float[KEPT.size()], new float[1]);
    look.put(row, 0, new float[PageType.NAMES.size()]);
    return List.copyOf(row.names());
  }

  private double weight(int block) {
    return page.texts().words[block] + .5;
  }

  private void sum() {
    List<Block> blocks = page.blocks();
    for (int i = 0; i < size; i++) {
      double weight = weight(i);
      scored[i + 1] = scored[i] + scores[i] * weight;
      lengths[i + 1] = lengths[i] + weight;
      counted[i + 1] = counted[i] + scores[i];
      int owner = blocks.get(i).owner();
      subtreeScored[owner] += scores[i] * weight;
      subtreeLength[owner] += weight;
      subtreeCounted[owner] += scores[i];
    }
    HtmlTree tree = page.tree();
    for (int i = tree.size() - 1; i > 0; i--) {
      int parent = tree.parent(i);
      subtreeScored[parent] += subtreeScored[i];
      subtreeLength[parent] += subtreeLength[i];
      subtreeCounted[parent] += subtreeCounted[i];
    }
  }

  /** By heading: the mean score of its section; by other block: the score of its heading. */
  private void sections() {
    Arrays.fill(section, -1);
    Arrays.fill(heading, -1);
    List<Block> blocks = page.blocks();
    int[] open = new int[8];
    Arrays.fill(open, -1);
    int above = -1;
    for (int i = 0; i <= size; i++) {
      int level = i < size ? blocks.get(i).level() : 1;
      if (level == 0) {
        heading[i] = above < 0 ? -1 : scores[above];
        continue;
      }
      for (int deeper = level; deeper < open.length; deeper++) {
        if (open[deeper] >= 0) {
          section[open[deeper]] = mean(open[deeper] + 1, i);
          open[deeper] = -1;
        }
      }
      if (i < size) {
        open[level] = i;
        above = i;
      }
    }
  }

  private double mean(int from, int to) {
    return to <= from ? -1 : (scored[to] - scored[from]) / (lengths[to] - lengths[from]);
  }

  private void order() {
    int[] order = ScoreOrder.descending(scores);
    double selected = 0;
    double right = 0;
    first = -1;
    last = -1;
    for (int k = 0; k < size; k++) {
      int block = order[k];
      rank[block] = k;
      selected += weight(block);
      right += scores[block] * weight(block);
      double f1 = 2 * right / (selected + scored[size] + 1e-9);
      if (f1 > cutF1) {
        cutF1 = f1;
        cut = scores[block];
      }
      if (scores[block] > .5) {
        first = first < 0 ? block : Math.min(first, block);
        last = Math.max(last, block);
      }
    }
    first = Math.max(first, 0);
    last = last < 0 ? size - 1 : last;
  }

  void put(FeatureRow row, int block, float[] typeShares) {
    row.put("score", scores[block]);
    for (int offset : NEIGHBOURS) {
      int other = block + offset;
      row.put("score ", offset, other < 0 || other >= size ? -1 : scores[other]);
    }
    for (int reach : WINDOWS) {
      int from = Math.max(0, block - reach);
      int to = Math.min(size, block + reach + 1);
      row.put("mean within ", reach, mean(from, to));
      row.put("count within ", reach, (counted[to] - counted[from]) / (to - from));
    }
    row.put("mean before", mean(Math.max(0, block - FAR), block));
    row.put("mean after", mean(block + 1, Math.min(size, block + 1 + FAR)));
    putContainers(row, block);
    double all = scored[size];
    row.putShare("mean of page", all, lengths[size]);
    row.putShare("scored before", scored[block], all);
    row.putLog("scored", all);
    row.put("mean of section", section[block]);
    row.put("score of heading", heading[block]);
    row.put("score of same text", scores[page.repeats().sameTextAs[block]]);
    row.put("over cut", scores[block] - cut);
    row.put("expected f1", cutF1);
    row.put("cut", cut);
    row.putShare("rank", rank[block], size);
    row.put("from first", block - first);
    row.put("from last", block - last);
    for (int i = 0; i < KEPT_AT.length; i++) {
      row.put(KEPT.get(i), kept[block * KEPT_AT.length + i]);
    }
    for (int i = 0; i < typeShares.length; i++) {
      row.put("type ", PageType.NAMES.get(i), typeShares[i]);
    }
  }

  private void putContainers(FeatureRow row, int block) {
    for (int i = 1; i < BlockFeatures.CONTAINERS.length; i++) {
      int element = features.container(block, i);
      String name = BlockFeatures.CONTAINERS[i];
      row.putShare("mean of ", name, subtreeScored[element], subtreeLength[element]);
      if (i == 3 || i >= 7) {
        row.putShare("count of ", name, subtreeCounted[element], page.subtrees().blocks[element]);
      }
    }
  }
}
