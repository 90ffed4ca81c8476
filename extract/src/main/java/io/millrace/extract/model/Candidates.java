package io.millrace.extract.model;

import io.millrace.extract.blocks.Block;
import io.millrace.extract.blocks.PageView;
import io.millrace.extract.tree.Cues;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Candidates for the split of one page into main content and the rest: for each of two scores,
 * several thresholds and the cut with the greatest expected F1. How much of a page to keep depends
 * on the page, not on single blocks, so the candidates have features of their own, by which they
 * are compared. One pass per score reads the blocks in order of that score; each candidate is a
 * prefix.
 */
final class Candidates {

  private static final double[] THRESHOLDS = {
    .06, .09, .12, .16, .2, .25, .3, .36, .42, .5, .58, .66, .75
  };

  /** Topics whose share of the kept text is a feature. */
  private static final List<String> TOPICS =
      List.of(
          ("comment related user foot review price card article content describe product post"
                  + " faq nav aside byline tags share legal form section hero")
              .split(" "));

  private static final int[] TOPIC_BITS = TOPICS.stream().mapToInt(Cues::number).toArray();

  private static final int[] TOPIC_BY_BIT = new int[Integer.SIZE];

  private static final int ALL_TOPICS = allTopics();

  /** Number of candidates per score. */
  private static final int BY_SCORE = THRESHOLDS.length + 1;

  /** The candidate that is chosen unless another one is clearly better. */
  static final int USUAL = THRESHOLDS.length;

  private static final int SUMS = 16;

  private final PageView page;
  private final float[][] scores;
  private final int[] words;
  private final double[][] sums;
  private final double[][] topics;
  private final double[] cuts;
  private final boolean[] any;
  private final double pageWords;
  private double ruleWords;
  private final double[] expected;
  private final double usualWords;
  private final double[] overview;

  /**
   * @param scores by block: those of the first look, and the mean of both looks
   */
  Candidates(PageView page, float[]... scores) {
    this.page = page;
    this.scores = scores;
    words = page.texts().words;
    sums = new double[scores.length * BY_SCORE][];
    topics = new double[sums.length][];
    cuts = new double[sums.length];
    any = new boolean[sums.length];
    expected = new double[scores.length];
    double all = 0;
    for (int i = 0; i < words.length; i++) {
      all += words[i];
      ruleWords += page.rules().get(i) ? words[i] : 0;
      for (int score = 0; score < scores.length; score++) {
        expected[score] += (double) scores[score][i] * words[i];
      }
    }
    pageWords = all;
    for (int score = 0; score < scores.length; score++) {
      measure(score);
    }
    usualWords = sums[USUAL][0];
    overview = overview();
  }

  int count() {
    return sums.length;
  }

  /** The scores that a candidate cuts. */
  float[] scores(int candidate) {
    return scores[candidate / BY_SCORE];
  }

  double threshold(int candidate) {
    return cuts[candidate];
  }

  BitSet kept(int candidate) {
    float[] score = scores(candidate);
    BitSet kept = new BitSet();
    for (int i = 0; i < score.length; i++) {
      kept.set(i, score[i] >= cuts[candidate]);
    }
    return kept;
  }

  /** Names of the features of a row, in order. */
  static List<String> names() {
    FeatureRow row = new FeatureRow(true);
    float[] score = new float[1];
    new Candidates(ContentModel.Names.sample(), score, score)
        .put(row, 0, new float[PageType.NAMES.size()]);
    return List.copyOf(row.names());
  }

  private static int allTopics() {
    int all = 0;
    for (int i = 0; i < TOPIC_BITS.length; i++) {
      TOPIC_BY_BIT[TOPIC_BITS[i]] = i;
      all |= 1 << TOPIC_BITS[i];
    }
    return all;
  }

  private void measure(int score) {
    float[] values = scores[score];
    int[] order = ScoreOrder.descending(values);
    int base = score * BY_SCORE;
    for (int i = 0; i < THRESHOLDS.length; i++) {
      cuts[base + i] = THRESHOLDS[i];
    }
    cuts[base + USUAL] = ExpectedF1.threshold(order, values, words);
    Pass pass = new Pass(score);
    Integer[] byCut = new Integer[BY_SCORE];
    Arrays.setAll(byCut, i -> base + i);
    Arrays.sort(byCut, (a, b) -> Double.compare(cuts[b], cuts[a]));
    int next = 0;
    for (int candidate : byCut) {
      while (next < order.length && values[order[next]] >= cuts[candidate]) {
        pass.add(order[next]);
        next++;
      }
      sums[candidate] = pass.sums.clone();
      topics[candidate] = pass.topics.clone();
      any[candidate] = pass.sums[3] > 0;
    }
  }

  /** Sums over the blocks added so far. */
  private final class Pass {

    final double[] sums = new double[SUMS];
    final double[] topics = new double[TOPICS.size()];
    private final int score;
    private final BitSet kept = new BitSet();

    Pass(int score) {
      this.score = score;
      sums[5] = Integer.MAX_VALUE;
      sums[6] = -1;
    }

    void add(int block) {
      Block what = page.blocks().get(block);
      double length = words[block];
      sums[0] += length;
      sums[1] += scores[score][block] * length;
      sums[2] += scores[0][block] * length;
      sums[3]++;
      sums[4] += 1 - (kept.get(block + 1) ? 1 : 0) - (block > 0 && kept.get(block - 1) ? 1 : 0);
      kept.set(block);
      sums[5] = Math.min(sums[5], block);
      sums[6] = Math.max(sums[6], block);
      sums[7] += page.rules().get(block) ? length : 0;
      sums[8] += what.level() > 0 ? 1 : 0;
      sums[9] += what.kind() == Block.Kind.ITEM ? length : 0;
      sums[10] += what.kind() == Block.Kind.ROW ? length : 0;
      sums[11] += what.linkDensity() * length;
      sums[12] += what.hidden() ? length : 0;
      sums[13] += what.boilerplate() ? length : 0;
      sums[14] += page.repeats().sameTextAs[block] != block ? length : 0;
      sums[15] += page.texts().endsSentence[block] ? length : 0;
      for (int cues = page.cues(what.owner()) & ALL_TOPICS; cues != 0; cues &= cues - 1) {
        topics[TOPIC_BY_BIT[Integer.numberOfTrailingZeros(cues)]] += length;
      }
    }
  }

  private double[] overview() {
    double[] most = {.1, .2, .3, .5, .7, .9};
    double[] result = new double[most.length + 5];
    double highest = 0;
    for (int i = 0; i < words.length; i++) {
      double score = scores[0][i];
      highest = Math.max(highest, score);
      for (int k = 0; k < most.length; k++) {
        result[k] += score >= most[k] ? words[i] : 0;
      }
      result[6] += score >= .1 ? 1 : 0;
      result[7] += score >= .3 ? 1 : 0;
      result[8] += score >= .5 ? 1 : 0;
      result[9] += score >= .7 ? 1 : 0;
    }
    result[10] = highest;
    return result;
  }

  void put(FeatureRow row, int candidate, float[] typeShares) {
    double[] sum = sums[candidate];
    double all = expected[candidate / BY_SCORE];
    int size = words.length;
    row.put("score", candidate / BY_SCORE);
    row.put("threshold", cuts[candidate]);
    row.put("by expected f1", candidate % BY_SCORE == USUAL);
    row.put("words", sum[0]);
    row.put("share of page", sum[0] / (pageWords + 1));
    row.put("mean score", sum[1] / (sum[0] + 1));
    row.put("expected f1", 2 * sum[1] / (sum[0] + all + 1e-9));
    row.put("expected f1 first", 2 * sum[2] / (sum[0] + expected[0] + 1e-9));
    row.put("expected recall", sum[1] / (all + 1e-9));
    row.put("runs", sum[4]);
    row.put("runs by block", sum[4] / (sum[3] + 1));
    row.put("filled", any[candidate] ? sum[3] / (sum[6] - sum[5] + 1) : 0);
    row.put("first", any[candidate] ? sum[5] / size : 1);
    row.put("last", any[candidate] ? sum[6] / size : 0);
    row.put("like rules", 2 * sum[7] / (sum[0] + ruleWords + 1e-9));
    row.put("to usual", sum[0] / (usualWords + 1));
    row.putLog("log words", sum[0]);
    row.put("blocks", sum[3]);
    row.put("words by block", sum[0] / (sum[3] + 1));
    row.put("headings", sum[8] / (sum[3] + 1));
    String[] shares = {"items", "rows", "links", "hidden", "boilerplate", "repeated", "sentences"};
    for (int i = 0; i < shares.length; i++) {
      row.put(shares[i], sum[9 + i] / (sum[0] + 1));
    }
    for (int i = 0; i < TOPIC_BITS.length; i++) {
      row.put("in ", TOPICS.get(i), topics[candidate][i] / (sum[0] + 1));
    }
    putPage(row, size);
    for (int i = 0; i < typeShares.length; i++) {
      row.put("type ", PageType.NAMES.get(i), typeShares[i]);
    }
  }

  private void putPage(FeatureRow row, int size) {
    row.put("page expected", expected[0]);
    row.put("page words", pageWords);
    row.put("page mean", expected[0] / (pageWords + 1));
    row.put("page highest", overview[10]);
    row.put("page usual", usualWords);
    row.put("page rules", ruleWords);
    row.putLog("page blocks", size);
    for (int i = 0; i < 6; i++) {
      row.put("page words over ", i, overview[i] / (expected[0] + 1));
    }
    for (int i = 6; i < 10; i++) {
      row.put("page blocks over ", i, overview[i] / (size + 1));
    }
  }
}
