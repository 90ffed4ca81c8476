package io.millrace.extract.blocks;

import io.millrace.extract.html.Element;
import io.millrace.extract.html.HtmlDocument;
import io.millrace.extract.text.PhraseSet;
import io.millrace.extract.tree.Cues;
import io.millrace.extract.tree.HtmlTree;
import io.millrace.extract.tree.PageStatements;
import io.millrace.extract.tree.TagNumbers;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * A parsed page with all data from which its blocks are scored. Built once per page, in linear
 * time.
 */
public final class PageView {

  public static final List<String> COUNTED_TAGS =
      List.of(
          ("article main section h1 h2 h3 li table form button p pre code time blockquote"
                  + " figure details input select iframe video dl")
              .split(" "));

  private static final TagNumbers COUNTED = TagNumbers.inOrder(COUNTED_TAGS);

  private final String url;
  private final HtmlTree tree;
  private final List<Block> blocks;
  private final BlockTexts texts;
  private final Subtrees subtrees;
  private final Repeats repeats;
  private final PageHints hints;
  private final PhraseSet structured;
  private final PhraseSet described;
  private final String title;
  private final int[] ownCues;
  private final int[] cues;
  private final int[] tagCounts = new int[COUNTED_TAGS.size()];
  private final int[] topicLengths = new int[Cues.COUNT];
  private final BitSet rules;

  private PageView(
      String url,
      HtmlDocument document,
      PageStatements statements,
      HtmlTree tree,
      HtmlBlocks page) {
    this.url = url;
    this.tree = tree;
    blocks = page.blocks();
    texts = new BlockTexts(blocks);
    subtrees = new Subtrees(tree, blocks, texts);
    repeats = new Repeats(tree, blocks, texts);
    rules = MainContent.of(tree, page);
    String json = structuredData(statements);
    hints = PageHints.of(document, statements, json);
    structured = new PhraseSet();
    structured.add(json);
    described = new PhraseSet();
    for (Element meta : statements.descriptions()) {
      described.add(meta.attr("content"));
    }
    title = title(document, statements).toLowerCase(Locale.ROOT);
    ownCues = new int[tree.size()];
    cues = new int[tree.size()];
    readElements();
    for (Block block : blocks) {
      for (int left = cues[block.owner()]; left != 0; left &= left - 1) {
        topicLengths[Integer.numberOfTrailingZeros(left)] += block.length();
      }
    }
  }

  /**
   * Reads a page. Appends the page's embedded text to the document ({@link EmbeddedText}), so call
   * it once per document.
   *
   * @param url address of the page, or ""
   * @param keepTables whether rows of data tables become blocks
   */
  public static PageView read(String url, HtmlDocument document, boolean keepTables) {
    PageStatements statements = new PageStatements();
    Element body = document.body();
    statements.readHead(document, body);
    HtmlTree tree = HtmlTree.of(body, statements);
    Element embedded = EmbeddedText.append(document, statements, tree.texts());
    if (embedded != null) {
      tree.append(embedded);
    }
    return new PageView(url, document, statements, tree, HtmlBlocks.of(tree, keepTables));
  }

  /** The first {@code og:title}, or the title of the document. */
  private static String title(HtmlDocument document, PageStatements statements) {
    for (Element stated : statements.titles()) {
      if (stated.hasAttr("content")) {
        String content = stated.attr("content");
        return content.isEmpty() ? document.title() : content;
      }
    }
    return document.title();
  }

  private void readElements() {
    for (int i = 0; i < tree.size(); i++) {
      if (subtrees.blocks[i] > 0) {
        ownCues[i] = Cues.of(tree, i, tree.parts());
        cues[i] = ownCues[i] | (i == 0 ? 0 : cues[tree.parent(i)]);
      }
      int counted = COUNTED.of(tree, i);
      if (counted >= 0) {
        tagCounts[counted]++;
      }
    }
  }

  private static String structuredData(PageStatements statements) {
    StringBuilder all = new StringBuilder();
    for (Element script : statements.scripts()) {
      if (PageStatements.isJsonLd(script) && all.length() < 1 << 20) {
        all.append(script.data()).append('\n');
      }
    }
    return all.toString();
  }

  public String url() {
    return url;
  }

  public HtmlTree tree() {
    return tree;
  }

  public List<Block> blocks() {
    return blocks;
  }

  public BitSet allBlocks() {
    BitSet all = new BitSet();
    all.set(0, blocks.size());
    return all;
  }

  public BlockTexts texts() {
    return texts;
  }

  public Subtrees subtrees() {
    return subtrees;
  }

  public Repeats repeats() {
    return repeats;
  }

  public PageHints hints() {
    return hints;
  }

  public PhraseSet structured() {
    return structured;
  }

  public PhraseSet described() {
    return described;
  }

  public String title() {
    return title;
  }

  /** Topics that the element itself names; 0 if it has no blocks below it. */
  public int ownCues(int element) {
    return ownCues[element];
  }

  /** Topics that the element or an ancestor names; 0 if it has no blocks below it. */
  public int cues(int element) {
    return cues[element];
  }

  public int[] tagCounts() {
    return tagCounts;
  }

  public int[] topicLengths() {
    return topicLengths;
  }

  /** Blocks that the rules of {@link MainContent} keep. */
  public BitSet rules() {
    return rules;
  }
}
