package io.millrace.extract.model;

import io.millrace.corpus.Page;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.blocks.Block;
import io.millrace.extract.blocks.EmbeddedText;
import io.millrace.extract.blocks.PageView;
import io.millrace.extract.output.TextWriter;
import io.millrace.extract.tree.HtmlParser;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Features and words of the blocks of an HTML page, for training the models of main content.
 * Extraction itself does not use it.
 */
public final class ExtractionFeatures {

  private static final ExtractSettings SETTINGS = ExtractSettings.defaults();

  private final List<Block> blocks;
  private final Page source;
  private final float[] page;
  private final float[] glance;
  private final float[] rows;
  private final int width;
  private final PageWords pageWords;
  private final int[] words;
  private final int firstEmbedded;

  private ExtractionFeatures(Page source, Map<Long, String> lexiconNames) {
    this.source = source;
    PageView view = view(source);
    blocks = view.blocks();
    words = view.texts().words;
    firstEmbedded = EmbeddedText.firstBlock(view.tree(), blocks);
    FeatureRow pageRow = new FeatureRow(false);
    PageFeatures.put(pageRow, view);
    page = Arrays.copyOf(pageRow.values(), pageRow.size());
    width = ContentModel.Names.COMPUTED.block.size();
    rows = new float[blocks.size() * width];
    int glances = glanceNames().size();
    glance = new float[blocks.size() * glances];
    FeatureRow row = new FeatureRow(false);
    Surroundings surroundings = new Surroundings(view);
    Glance look = new Glance(view, surroundings);
    BlockFeatures features = new BlockFeatures(view, surroundings, view.allBlocks());
    for (int i = 0; i < blocks.size(); i++) {
      row.clear();
      look.put(row, i);
      System.arraycopy(row.values(), 0, glance, i * glances, glances);
      row.clear();
      features.put(row, i);
      System.arraycopy(row.values(), 0, rows, i * width, width);
    }
    pageWords = new PageWords(view, view.allBlocks(), lexiconNames);
  }

  /**
   * Reads a page as extraction does.
   *
   * @param lexiconNames gets the words of the page by key, each as its kind, a tab and the word
   */
  public static ExtractionFeatures of(Page page, Map<Long, String> lexiconNames) {
    return new ExtractionFeatures(page, lexiconNames);
  }

  /**
   * Reads the page again on demand, because the trees of thousands of pages do not fit into memory.
   */
  private static PageView view(Page page) {
    HtmlParser.Parsed parsed = HtmlParser.parse(page.body(), page.contentType(), SETTINGS);
    return PageView.read(page.url(), parsed.document(), SETTINGS.keepTables());
  }

  /** Types of pages, in the order of the outputs of their model. */
  public static List<String> pageTypes() {
    return PageType.NAMES;
  }

  /** Names of the features of {@link #page}. */
  public static List<String> pageNames() {
    return ContentModel.Names.COMPUTED.page;
  }

  /** Names of the features that {@link Rows#put} writes. */
  public static List<String> names() {
    return ContentModel.Names.COMPUTED.all;
  }

  public int blocks() {
    return blocks.size();
  }

  public String text(int block) {
    return blocks.get(block).text();
  }

  /** Features of the page as a whole. */
  public float[] page() {
    return page.clone();
  }

  /** Probability of each page type. */
  public float[] typeShares(BoostedTrees types) {
    return PageType.shares(types, page);
  }

  /** Names of the features of a row of {@link #glance}. */
  public static List<String> glanceNames() {
    return ContentModel.Names.COMPUTED.glance;
  }

  /** Rows of all blocks for the glance, concatenated. */
  public float[] glance() {
    return glance.clone();
  }

  /** The blocks that pass the glance. */
  public BitSet passed(BoostedTrees model) {
    double[] sums = new double[blocks.size()];
    model.sum(glance, sums.length, sums);
    return Glance.passed(sums);
  }

  /** Calls the consumer with the key of each word of a block. */
  public void forEachKey(int block, LongConsumer consumer) {
    pageWords.forEachKey(block, consumer);
  }

  /** Rows of this page for the content model. */
  public Rows rows(float[] typeShares, Lexicon lexicon) {
    return new Rows(typeShares, lexicon.encoder(pageWords));
  }

  public final class Rows {

    private final float[] typeShares;
    private final Lexicon.Encoder encoder;

    private Rows(float[] typeShares, Lexicon.Encoder encoder) {
      this.typeShares = typeShares;
      this.encoder = encoder;
    }

    /** Writes the features of a block, as many as {@link #names}. */
    public void put(int block, float[] into, int at) {
      BlockRows.put(rows, block * width, width, page, typeShares, into, at);
      encoder.put(block, into, at + width + page.length + typeShares.length);
    }
  }

  /** Names of the features of a row of {@link #secondLook}. */
  public static List<String> secondNames() {
    return SecondLook.names();
  }

  /** Names of the features of a row of {@link Cuts}. */
  public static List<String> cutNames() {
    return Candidates.names();
  }

  /**
   * Indexes of the blocks that get a second look, in order.
   *
   * @param scores of the first look, by block
   */
  public static int[] secondBlocks(float[] scores) {
    return SecondLook.worthIt(scores);
  }

  /**
   * Rows of {@link #secondBlocks} for the second look, concatenated.
   *
   * @param scores of the first look, by block
   */
  public float[] secondLook(float[] scores, float[] typeShares) {
    float[] kept = new float[blocks.size() * SecondLook.keptSize()];
    for (int i = 0; i < blocks.size(); i++) {
      SecondLook.keep(rows, i * width, kept, i * SecondLook.keptSize());
    }
    if (blocks.isEmpty()) {
      return new float[0];
    }
    PageView view = view(source);
    SecondLook look = new SecondLook(view, BlockFeatures.ofAll(view), kept, scores);
    int wide = secondNames().size();
    int[] again = secondBlocks(scores);
    float[] result = new float[again.length * wide];
    FeatureRow row = new FeatureRow(false);
    for (int i = 0; i < again.length; i++) {
      row.clear();
      look.put(row, again[i], typeShares);
      System.arraycopy(row.values(), 0, result, i * wide, wide);
    }
    return result;
  }

  /**
   * The candidate cuts of the page.
   *
   * @param first scores of the first look, by block
   * @param both means of the scores of both looks
   */
  public Cuts cuts(float[] first, float[] both, float[] typeShares) {
    return new Cuts(new Candidates(view(source), first, both), typeShares);
  }

  /** Candidate cuts of one page into main content and the rest. */
  public final class Cuts {

    private final Candidates candidates;
    private final float[] typeShares;

    private Cuts(Candidates candidates, float[] typeShares) {
      this.candidates = candidates;
      this.typeShares = typeShares;
    }

    public int count() {
      return candidates.count();
    }

    /** The candidate that a model chooses. */
    public int best(BoostedTrees model) {
      return ContentModel.best(model, candidates, typeShares);
    }

    /** Writes the features of a candidate, as many as {@link #cutNames}. */
    public void put(int candidate, float[] into, int at) {
      FeatureRow row = new FeatureRow(false);
      candidates.put(row, candidate, typeShares);
      System.arraycopy(row.values(), 0, into, at, row.size());
    }

    /** The text that extraction gives for this candidate. */
    public String text(int candidate) {
      BitSet kept =
          RepeatedText.without(
              blocks,
              EmbeddedText.withoutDescriptions(candidates.kept(candidate), words, firstEmbedded),
              typeShares);
      return TextWriter.write(
          kept.stream().mapToObj(blocks::get).toList(), SETTINGS.maxTextCharacters());
    }
  }
}
