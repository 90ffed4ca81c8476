package io.millrace.extract;

import io.millrace.corpus.Page;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * What the choice of a page's main content is learned from: the blocks of an HTML page with the
 * numbers and words that they are judged by. For training; extraction itself does not use it.
 */
public final class ExtractionFeatures {

  private static final ExtractSettings SETTINGS = ExtractSettings.defaults();

  private final List<Block> blocks;
  private final int[] words;
  private final float[] page;
  private final float[] rows;
  private final int width;
  private final PageWords pageWords;

  private ExtractionFeatures(PageView view, Map<Long, String> lexiconNames) {
    blocks = view.blocks();
    words = view.texts().words;
    FeatureRow pageRow = new FeatureRow(false);
    PageFeatures.put(pageRow, view);
    page = Arrays.copyOf(pageRow.values(), pageRow.size());
    width = ContentModel.Names.COMPUTED.block.size();
    rows = new float[blocks.size() * width];
    FeatureRow row = new FeatureRow(false);
    BlockFeatures features = new BlockFeatures(view);
    for (int i = 0; i < blocks.size(); i++) {
      row.clear();
      features.put(row, i);
      System.arraycopy(row.values(), 0, rows, i * width, width);
    }
    pageWords = new PageWords(view, lexiconNames);
  }

  /**
   * Takes a page apart as extraction does.
   *
   * @param lexiconNames gets the words of the page by their keys, each as its kind, a tab and
   *     itself
   */
  public static ExtractionFeatures of(Page page, Map<Long, String> lexiconNames) {
    HtmlParser.Parsed parsed = HtmlParser.parse(page.body(), page.contentType(), SETTINGS);
    PageView view = new PageView(page.url(), parsed.document(), SETTINGS.keepTables());
    return new ExtractionFeatures(view, lexiconNames);
  }

  /** Types of pages, in the order of the outputs of their model. */
  public static List<String> pageTypes() {
    return PageType.NAMES;
  }

  /** Names of the numbers of {@link #page}. */
  public static List<String> pageNames() {
    return ContentModel.Names.COMPUTED.page;
  }

  /** Names of the numbers that {@link #put} writes. */
  public static List<String> names() {
    return ContentModel.Names.COMPUTED.all;
  }

  public int blocks() {
    return blocks.size();
  }

  public String text(int block) {
    return blocks.get(block).text();
  }

  /** Numbers about the page as a whole. */
  public float[] page() {
    return page.clone();
  }

  /** How likely the page is to be of each type. */
  public float[] typeShares(BoostedTrees types) {
    return PageType.shares(types, page);
  }

  /** Calls the consumer with the key of each word that a block is judged by. */
  public void forEachKey(int block, LongConsumer consumer) {
    pageWords.forEachKey(block, consumer);
  }

  /** Rows of this page, given what else was learned. */
  public Rows rows(float[] typeShares, Lexicon lexicon) {
    return new Rows(typeShares, lexicon.encoder(pageWords));
  }

  /** Rows of one page. */
  public final class Rows {

    private final float[] typeShares;
    private final Lexicon.Encoder encoder;

    private Rows(float[] typeShares, Lexicon.Encoder encoder) {
      this.typeShares = typeShares;
      this.encoder = encoder;
    }

    /** Writes the numbers of a block, as many as there are {@link #names}. */
    public void put(int block, float[] into, int at) {
      BlockRows.put(rows, block * width, width, page, typeShares, into, at);
      encoder.put(block, into, at + width + page.length + typeShares.length);
    }
  }

  /** The text that extraction would give were these the probabilities of the blocks. */
  public String text(float[] scores) {
    double threshold = new ExpectedF1().threshold(scores, words);
    BitSet kept = new BitSet();
    for (int i = 0; i < scores.length; i++) {
      kept.set(i, scores[i] >= threshold);
    }
    return TextWriter.write(
        kept.stream().mapToObj(blocks::get).toList(), SETTINGS.maxTextCharacters());
  }
}
