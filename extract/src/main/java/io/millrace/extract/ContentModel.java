package io.millrace.extract;

import io.millrace.extract.ContentChoice.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

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
      return new PageView("", HtmlParser.parse("<p>word", ExtractSettings.defaults()), true);
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
    BitwiseTrees.Judge judge = content.judge();
    double[] sums = new double[size];
    FeatureRow row = rows.row;
    for (int block = 0; block < size; block++) {
      rows.next(block);
      SecondLook.keep(row.values(), 0, kept, block * SecondLook.keptSize());
      judge.next(row);
      if (judge.count() == BitwiseTrees.ROWS || block + 1 == size) {
        judge.sum(sums, block + 1 - judge.count());
      }
    }
    float[] scores = new float[size];
    for (int block = 0; block < size; block++) {
      scores[block] = (float) BoostedTrees.sigmoid(sums[block]);
    }
    return scores;
  }

  /** Mean of the scores of both looks; that of the first where the second is not worth it. */
  static float[] both(BoostedTrees second, SecondLook look, float[] first, float[] typeShares) {
    int[] blocks = SecondLook.worthIt(first);
    BitwiseTrees.Judge judge = second.judge();
    double[] sums = new double[blocks.length];
    FeatureRow row = new FeatureRow(false);
    for (int i = 0; i < blocks.length; i++) {
      row.clear();
      look.put(row, blocks[i], typeShares);
      judge.next(row);
      if (judge.count() == BitwiseTrees.ROWS || i + 1 == blocks.length) {
        judge.sum(sums, i + 1 - judge.count());
      }
    }
    float[] both = first.clone();
    for (int i = 0; i < blocks.length; i++) {
      both[blocks[i]] = (float) ((BoostedTrees.sigmoid(sums[i]) + first[blocks[i]]) / 2);
    }
    return both;
  }

  /** The candidate that is expected to be best, if it is better than the usual one by a bit. */
  static int best(BoostedTrees cuts, Candidates candidates, float[] typeShares) {
    BitwiseTrees.Judge judge = cuts.judge();
    double[] gains = new double[candidates.count()];
    FeatureRow row = new FeatureRow(false);
    for (int i = 0; i < gains.length; i++) {
      row.clear();
      candidates.put(row, i, typeShares);
      judge.next(row);
    }
    judge.sum(gains, 0);
    gains[Candidates.USUAL] += LEAST_GAIN;
    int best = Candidates.USUAL;
    for (int i = 0; i < gains.length; i++) {
      best = gains[i] > gains[best] ? i : best;
    }
    return best;
  }

  private List<Reason> reasons(PageRows rows, int block) {
    float[] row = rows.of(block);
    double[] contributions = content.contributions(row, 0);
    List<Reason> reasons = new ArrayList<>();
    for (int i = 0; i < contributions.length; i++) {
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
    private final float[] page;
    private final float[] shares;
    private final Lexicon.Encoder words;
    private final float[] wordNumbers = new float[Lexicon.NUMBERS];
    private final FeatureRow row = new FeatureRow(false);

    PageRows(PageView view) {
      features = new BlockFeatures(view);
      FeatureRow numbers = new FeatureRow(false);
      PageFeatures.put(numbers, view);
      page = Arrays.copyOf(numbers.values(), numbers.size());
      shares = PageType.shares(types, page);
      words = lexicon.encoder(new PageWords(view, null));
    }

    /** Makes the row that of a block: of the first one, then of those after it, each in turn. */
    void next(int block) {
      row.clear();
      features.put(row, block, block - 1);
      if (block == 0) {
        row.putAll(page, 0, page.length);
        row.putAll(shares, 0, shares.length);
      } else {
        row.putSame(page.length + shares.length);
      }
      words.put(block, wordNumbers, 0);
      row.putAll(wordNumbers, 0, wordNumbers.length);
    }

    /** Numbers of any one block. */
    float[] of(int block) {
      FeatureRow own = new FeatureRow(false);
      features.put(own, block);
      float[] all = new float[content.names().size()];
      BlockRows.put(own.values(), 0, own.size(), page, shares, all, 0);
      words.put(block, all, all.length - Lexicon.NUMBERS);
      return all;
    }
  }
}
