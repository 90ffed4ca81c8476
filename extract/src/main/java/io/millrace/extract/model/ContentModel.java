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
 * Chooses the main content of a page by what was learned from pages whose content is known: boosted
 * trees say what type of page it is and how likely each block is to be content, at a {@link
 * Glance}, by itself and by the scores around it, and which of the {@link Candidates} is best.
 * Immutable.
 */
public final class ContentModel {

  /** Pages with fewer blocks or characters are unlike those learned from; the rules judge them. */
  private static final int LEAST_BLOCKS = 8;

  private static final int LEAST_CHARACTERS = 800;

  /** Pages with more are judged by the rules; the largest of 2,022 real pages has 2,643. */
  private static final int MOST_BLOCKS = 20_000;

  /** Expected F1 that another candidate must be better by. */
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
      throw new IllegalStateException("a model has another number of outputs: train it anew");
    }
  }

  /**
   * The model that comes with the program.
   *
   * @throws IllegalStateException when it is damaged or made for other features
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

  /** Names of the numbers that the code computes, from a page made up for that. */
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

  /** The blocks that a glance does not leave out. */
  private BitSet passed(PageView page, Surroundings surroundings) {
    Glance look = new Glance(page, surroundings);
    FeatureRow row = new FeatureRow(false);
    return Glance.passed(sums(glance, row, page.blocks().size(), block -> look.put(row, block)));
  }

  /**
   * What trees say of rows that are made one after the other.
   *
   * @param put puts the numbers of the row of that number
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

  /** Of the blocks that reach the threshold those that say something new on the page itself. */
  private static BitSet worthKeeping(PageView page, BitSet kept, float[] typeShares) {
    int embedded = EmbeddedText.firstBlock(page.tree(), page.blocks());
    return RepeatedText.without(
        page.blocks(),
        EmbeddedText.withoutDescriptions(kept, page.texts().words, embedded),
        typeShares);
  }

  /** By block its score at the first look, 0 where a glance was enough. */
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

  /** Mean of the scores of both looks; that of the first where the second is not worth it. */
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

  /** The candidate that is expected to be best, if it is better than the usual one by a bit. */
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

  /** What spoke for and against a block at the first look, or at a glance where that was enough. */
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
     * Puts the numbers of a block that passed.
     *
     * @param before the block whose numbers the row had until now, or -1
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

    /** Numbers of any one block that passed. */
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
