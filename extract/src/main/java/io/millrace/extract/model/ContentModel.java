package io.millrace.extract.model;

import io.millrace.extract.ExtractSettings;
import io.millrace.extract.blocks.EmbeddedText;
import io.millrace.extract.blocks.PageView;
import io.millrace.extract.model.ContentChoice.Reason;
import io.millrace.extract.tree.HtmlParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Chooses the main content of a page with models trained on pages with known content. Boosted trees
 * estimate the type of the page; then the probability of each block to be content, first at a
 * {@link Glance}, then by its own features, then by the scores around it ({@link SecondLook}); then
 * the best of the {@link Candidates}. Immutable.
 */
public final class ContentModel {

  /** Pages with fewer blocks or characters differ from the training pages; the rules choose. */
  private static final int LEAST_BLOCKS = 8;

  private static final int LEAST_CHARACTERS = 800;

  /** For pages with more blocks the rules choose; the largest of 2,022 real pages has 2,643. */
  private static final int MOST_BLOCKS = 20_000;

  /** Gain of F1 that another candidate than the usual one must reach. */
  private static final double LEAST_GAIN = .02;

  private static final int MOST_REASONS = 5;

  private final BoostedTrees types;
  private final BoostedTrees glance;
  private final BoostedTrees content;
  private final BoostedTrees second;
  private final BoostedTrees cuts;
  private final Lexicon lexicon;

  ContentModel(
      BoostedTrees types,
      BoostedTrees glance,
      BoostedTrees content,
      BoostedTrees second,
      BoostedTrees cuts,
      Lexicon lexicon) {
    this.types = types;
    this.glance = glance;
    this.content = content;
    this.second = second;
    this.cuts = cuts;
    this.lexicon = lexicon;
    second.check(SecondLook.names(), "the model of the second look");
    cuts.check(Candidates.names(), "the model of cuts");
    Names names = Names.COMPUTED;
    types.check(names.page, "the model of page types");
    glance.check(names.glance, "the model of the glance");
    content.check(names.all, "the model of main content");
    if (types.outputs() != PageType.NAMES.size() || content.outputs() != 1) {
      throw new IllegalStateException("a model has another number of outputs: retrain it");
    }
  }

  /**
   * The model that is shipped with the program.
   *
   * @throws IllegalStateException if it is damaged or made for other features
   */
  public static ContentModel standard() {
    return Standard.MODEL;
  }

  private static final class Standard {
    static final ContentModel MODEL =
        new ContentModel(
            BoostedTrees.resource("page-types.txt"),
            BoostedTrees.resource("glance.txt"),
            BoostedTrees.resource("main-content.txt"),
            BoostedTrees.resource("second-look.txt"),
            BoostedTrees.resource("cuts.txt"),
            Lexicon.resource("lexicon.txt"));
  }

  /** Names of the features that the code computes, found with a sample page. */
  static final class Names {
    static final Names COMPUTED = new Names();

    final List<String> page;
    final List<String> glance = Glance.names();
    final List<String> block;
    final List<String> all;

    static PageView sample() {
      return PageView.read("", HtmlParser.parse("<p>word", ExtractSettings.defaults()), true);
    }

    private Names() {
      PageView view = sample();
      FeatureRow pageRow = new FeatureRow(true);
      PageFeatures.put(pageRow, view);
      FeatureRow blockRow = new FeatureRow(true);
      BlockFeatures.ofAll(view).put(blockRow, 0);
      page = List.copyOf(pageRow.names());
      block = List.copyOf(blockRow.names());
      all = BlockRows.names(block, page);
    }
  }

  public ContentChoice choose(PageView page) {
    int size = page.blocks().size();
    if (size < LEAST_BLOCKS || size > MOST_BLOCKS || page.subtrees().length[0] < LEAST_CHARACTERS) {
      return ContentChoice.byRules(page);
    }
    PageRows rows = new PageRows(page);
    if (rows.passed.isEmpty()) {
      return ContentChoice.byRules(page);
    }
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

  /** The blocks that {@link Glance} does not leave out. */
  private BitSet passed(PageView page, Surroundings surroundings) {
    Glance look = new Glance(page, surroundings);
    FeatureRow row = new FeatureRow(false);
    return Glance.passed(sums(glance, row, page.blocks().size(), block -> look.put(row, block)));
  }

  /**
   * Sums of trees for rows that are computed one at a time.
   *
   * @param put puts the features of the row with the given index
   */
  private static double[] sums(BoostedTrees trees, FeatureRow row, int count, IntConsumer put) {
    BitwiseTrees.Judge judge = trees.judge();
    double[] sums = new double[count];
    for (int i = 0; i < count; i++) {
      row.clear();
      put.accept(i);
      judge.next(row);
      if (judge.count() == BitwiseTrees.ROWS || i + 1 == count) {
        judge.sum(sums, i + 1 - judge.count());
      }
    }
    return sums;
  }

  /** The kept blocks without repeated text and short descriptions. */
  private static BitSet worthKeeping(PageView page, BitSet kept, float[] typeShares) {
    int embedded = EmbeddedText.firstBlock(page.tree(), page.blocks());
    return RepeatedText.without(
        page.blocks(),
        EmbeddedText.withoutDescriptions(kept, page.texts().words, embedded),
        typeShares);
  }

  /** Scores of the first look by block, 0 for blocks that {@link Glance} left out. */
  private float[] scores(PageRows rows, int size, float[] kept) {
    int[] blocks = rows.passed.stream().toArray();
    double[] sums =
        sums(
            content,
            rows.row,
            blocks.length,
            i -> {
              rows.put(blocks[i], i == 0 ? -1 : blocks[i - 1]);
              SecondLook.keep(rows.row.values(), 0, kept, blocks[i] * SecondLook.keptSize());
            });
    float[] scores = new float[size];
    for (int i = 0; i < blocks.length; i++) {
      scores[blocks[i]] = (float) BoostedTrees.sigmoid(sums[i]);
    }
    return scores;
  }

  /** Means of the scores of both looks; first scores where there is no second look. */
  static float[] both(BoostedTrees second, SecondLook look, float[] first, float[] typeShares) {
    int[] blocks = SecondLook.worthIt(first);
    FeatureRow row = new FeatureRow(false);
    double[] sums = sums(second, row, blocks.length, i -> look.put(row, blocks[i], typeShares));
    float[] both = first.clone();
    for (int i = 0; i < blocks.length; i++) {
      both[blocks[i]] = (float) ((BoostedTrees.sigmoid(sums[i]) + first[blocks[i]]) / 2);
    }
    return both;
  }

  /** The candidate with the greatest expected gain, with a bonus for the usual one. */
  static int best(BoostedTrees cuts, Candidates candidates, float[] typeShares) {
    FeatureRow row = new FeatureRow(false);
    double[] gains = sums(cuts, row, candidates.count(), i -> candidates.put(row, i, typeShares));
    gains[Candidates.USUAL] += LEAST_GAIN;
    int best = Candidates.USUAL;
    for (int i = 0; i < gains.length; i++) {
      best = gains[i] > gains[best] ? i : best;
    }
    return best;
  }

  /** Reasons of a block's score at the first look, or at the glance if that left it out. */
  private List<Reason> reasons(PageRows rows, int block) {
    return rows.passed.get(block)
        ? reasons(content, rows.of(block))
        : reasons(glance, rows.glanceOf(block));
  }

  private static List<Reason> reasons(BoostedTrees trees, float[] row) {
    double[] contributions = trees.contributions(row, 0);
    List<Reason> reasons = new ArrayList<>();
    for (int i = 0; i < contributions.length; i++) {
      if (contributions[i] != 0) {
        reasons.add(new Reason(trees.names().get(i), row[i], contributions[i]));
      }
    }
    reasons.sort(Comparator.comparingDouble(reason -> -Math.abs(reason.contribution())));
    return List.copyOf(reasons.subList(0, Math.min(MOST_REASONS, reasons.size())));
  }

  /** Rows of the blocks of one page. */
  private final class PageRows {

    private final PageView view;
    private final Surroundings surroundings;
    private final BitSet passed;
    private final BlockFeatures features;
    private final float[] page;
    private final float[] shares;
    private final Lexicon.Encoder words;
    private final float[] wordNumbers = new float[Lexicon.NUMBERS];
    private final FeatureRow row = new FeatureRow(false);

    PageRows(PageView view) {
      this.view = view;
      surroundings = new Surroundings(view);
      passed = ContentModel.this.passed(view, surroundings);
      features = new BlockFeatures(view, surroundings, passed);
      FeatureRow numbers = new FeatureRow(false);
      PageFeatures.put(numbers, view);
      page = Arrays.copyOf(numbers.values(), numbers.size());
      shares = PageType.shares(types, page);
      words = lexicon.encoder(new PageWords(view, passed, null));
    }

    /**
     * Puts the features of a block that passed the glance.
     *
     * @param before the block whose features the row has, or -1
     */
    void put(int block, int before) {
      features.put(row, block, before);
      if (before < 0) {
        row.putAll(page, 0, page.length);
        row.putAll(shares, 0, shares.length);
      } else {
        row.putSame(page.length + shares.length);
      }
      words.put(block, wordNumbers, 0);
      row.putAll(wordNumbers, 0, wordNumbers.length);
    }

    /** Features of a block that passed the glance. */
    float[] of(int block) {
      FeatureRow own = new FeatureRow(false);
      features.put(own, block);
      float[] all = new float[content.names().size()];
      BlockRows.put(own.values(), 0, own.size(), page, shares, all, 0);
      words.put(block, all, all.length - Lexicon.NUMBERS);
      return all;
    }

    float[] glanceOf(int block) {
      FeatureRow own = new FeatureRow(false);
      new Glance(view, surroundings).put(own, block);
      return own.values();
    }
  }
}
