package io.millrace.extract;

import io.millrace.extract.ContentChoice.Reason;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jsoup.parser.Parser;

/**
 * Chooses the main content of a page by what was learned from pages whose content is known: boosted
 * trees say what type of page it is and how likely each block is to be content, first by itself and
 * then by the scores around it, and which of the {@link Candidates} is best. Immutable.
 */
final class ContentModel {

  /** Pages with fewer blocks or characters are unlike those learned from; the rules judge them. */
  private static final int LEAST_BLOCKS = 8;

  private static final int LEAST_CHARACTERS = 800;

  /** Pages with more are judged by the rules; the largest of 2,022 real pages has 2,643. */
  private static final int MOST_BLOCKS = 20_000;

  /** Rows that are judged at once, few enough for the processor's cache. */
  private static final int ROWS = 64;

  /** Expected F1 that another candidate must be better by. */
  private static final double LEAST_GAIN = .02;

  private static final int MOST_REASONS = 5;

  private final BoostedTrees types;
  private final BoostedTrees content;
  private final BoostedTrees second;
  private final BoostedTrees cuts;
  private final Lexicon lexicon;

  ContentModel(
      BoostedTrees types,
      BoostedTrees content,
      BoostedTrees second,
      BoostedTrees cuts,
      Lexicon lexicon) {
    this.types = types;
    this.content = content;
    this.second = second;
    this.cuts = cuts;
    this.lexicon = lexicon;
    second.check(SecondLook.names(), "the model of the second look");
    cuts.check(Candidates.names(), "the model of cuts");
    Names names = Names.COMPUTED;
    types.check(names.page, "the model of page types");
    content.check(names.all, "the model of main content");
    if (types.outputs() != PageType.NAMES.size() || content.outputs() != 1) {
      throw new IllegalStateException("a model has another number of outputs: train it anew");
    }
  }

  /**
   * The model that comes with the program.
   *
   * @throws IllegalStateException when it is damaged or made for other features
   */
  static ContentModel standard() {
    return Standard.MODEL;
  }

  private static final class Standard {
    static final ContentModel MODEL =
        new ContentModel(
            BoostedTrees.resource("page-types.txt"),
            BoostedTrees.resource("main-content.txt"),
            BoostedTrees.resource("second-look.txt"),
            BoostedTrees.resource("cuts.txt"),
            Lexicon.resource("lexicon.txt"));
  }

  /** Names of the numbers that the code computes, from a page made up for that. */
  static final class Names {
    static final Names COMPUTED = new Names();

    final List<String> page;
    final List<String> block;
    final List<String> all;

    static PageView sample() {
      return new PageView("", Parser.parse("<p>word", ""), true);
    }

    private Names() {
      PageView view = sample();
      FeatureRow pageRow = new FeatureRow(true);
      PageFeatures.put(pageRow, view);
      FeatureRow blockRow = new FeatureRow(true);
      new BlockFeatures(view).put(blockRow, 0);
      page = List.copyOf(pageRow.names());
      block = List.copyOf(blockRow.names());
      all = BlockRows.names(block, page);
    }
  }

  ContentChoice choose(PageView page) {
    int size = page.blocks().size();
    if (size < LEAST_BLOCKS || size > MOST_BLOCKS || page.subtrees().length[0] < LEAST_CHARACTERS) {
      return ContentChoice.byRules(page);
    }
    PageRows rows = new PageRows(page);
    float[] kept = new float[size * SecondLook.keptSize()];
    float[] first = scores(rows, size, kept);
    SecondLook look = new SecondLook(page, rows.features, kept, first);
    float[] both = both(second, look, first, rows.shares);
    Candidates candidates = new Candidates(page, first, both);
    int best = best(cuts, candidates, rows.shares);
    return new ContentChoice(
        PageType.likeliest(rows.shares),
        PageType.named(rows.shares),
        candidates.scores(best),
        candidates.threshold(best),
        worthKeeping(page, candidates.kept(best), rows.shares),
        block -> reasons(rows, block));
  }

  /** Of the blocks that reach the threshold those that say something new on the page itself. */
  private static BitSet worthKeeping(PageView page, BitSet kept, float[] typeShares) {
    int embedded = EmbeddedText.firstBlock(page.tree(), page.blocks());
    return RepeatedText.without(
        page.blocks(),
        EmbeddedText.withoutDescriptions(kept, page.texts().words, embedded),
        typeShares);
  }

  private float[] scores(PageRows rows, int size, float[] kept) {
    int width = content.names().size();
    float[] some = new float[Math.min(ROWS, size) * width];
    double[] sums = new double[ROWS];
    float[] scores = new float[size];
    for (int from = 0; from < size; from += ROWS) {
      int count = Math.min(ROWS, size - from);
      for (int i = 0; i < count; i++) {
        rows.put(from + i, some, i * width);
        SecondLook.keep(some, i * width, kept, (from + i) * SecondLook.keptSize());
      }
      content.sum(some, count, sums);
      for (int i = 0; i < count; i++) {
        scores[from + i] = (float) BoostedTrees.sigmoid(sums[i]);
      }
    }
    return scores;
  }

  /** Mean of the scores of both looks; that of the first where the second is not worth it. */
  static float[] both(BoostedTrees second, SecondLook look, float[] first, float[] typeShares) {
    int width = second.names().size();
    int[] blocks = SecondLook.worthIt(first);
    float[] some = new float[Math.min(ROWS, blocks.length) * width];
    double[] sums = new double[ROWS];
    float[] both = first.clone();
    FeatureRow row = new FeatureRow(false);
    for (int from = 0; from < blocks.length; from += ROWS) {
      int count = Math.min(ROWS, blocks.length - from);
      for (int i = 0; i < count; i++) {
        row.clear();
        look.put(row, blocks[from + i], typeShares);
        System.arraycopy(row.values(), 0, some, i * width, width);
      }
      second.sum(some, count, sums);
      for (int i = 0; i < count; i++) {
        int block = blocks[from + i];
        both[block] = (float) ((BoostedTrees.sigmoid(sums[i]) + first[block]) / 2);
      }
    }
    return both;
  }

  /** The candidate that is expected to be best, if it is better than the usual one by a bit. */
  static int best(BoostedTrees cuts, Candidates candidates, float[] typeShares) {
    int width = cuts.names().size();
    float[] rows = new float[candidates.count() * width];
    double[] gains = new double[candidates.count()];
    FeatureRow row = new FeatureRow(false);
    for (int i = 0; i < gains.length; i++) {
      row.clear();
      candidates.put(row, i, typeShares);
      System.arraycopy(row.values(), 0, rows, i * width, width);
    }
    cuts.sum(rows, gains.length, gains);
    gains[Candidates.USUAL] += LEAST_GAIN;
    int best = Candidates.USUAL;
    for (int i = 0; i < gains.length; i++) {
      best = gains[i] > gains[best] ? i : best;
    }
    return best;
  }

  private List<Reason> reasons(PageRows rows, int block) {
    float[] row = new float[content.names().size()];
    rows.put(block, row, 0);
    double[] contributions = content.contributions(row, 0);
    List<Reason> reasons = new ArrayList<>();
    for (int i = 0; i < row.length; i++) {
      if (contributions[i] != 0) {
        reasons.add(new Reason(content.names().get(i), row[i], contributions[i]));
      }
    }
    reasons.sort(Comparator.comparingDouble(reason -> -Math.abs(reason.contribution())));
    return List.copyOf(reasons.subList(0, Math.min(MOST_REASONS, reasons.size())));
  }

  /** Rows of the blocks of one page. */
  private final class PageRows {

    private final BlockFeatures features;
    private final FeatureRow own = new FeatureRow(false);
    private final float[] page;
    private final float[] shares;
    private final Lexicon.Encoder words;

    PageRows(PageView view) {
      features = new BlockFeatures(view);
      FeatureRow row = new FeatureRow(false);
      PageFeatures.put(row, view);
      page = java.util.Arrays.copyOf(row.values(), row.size());
      shares = PageType.shares(types, page);
      words = lexicon.encoder(new PageWords(view, null));
    }

    void put(int block, float[] into, int at) {
      own.clear();
      features.put(own, block);
      BlockRows.put(own.values(), 0, own.size(), page, shares, into, at);
      words.put(block, into, at + own.size() + page.length + shares.length);
    }
  }
}
