package io.millrace.extract;

import io.millrace.corpus.Page;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/**
 * Main text of HTML pages by rules: the page is cut into blocks ({@link HtmlBlocks}), those of the
 * main content are chosen ({@link MainContent}) and written as text ({@link TextWriter}). Any bytes
 * are a page; time and memory grow with the page's size and not faster.
 */
final class HtmlExtractor {

  /**
   * Deeper elements become children of the one at this depth, as in browsers (at 512). The parser
   * looks through the open elements at every tag, so this bounds the time for nested ones.
   */
  private static final int MAX_DEPTH = 256;

  private final ExtractSettings settings;
  private final boolean linksAndImages;

  HtmlExtractor(ExtractSettings settings, boolean linksAndImages) {
    this.settings = settings;
    this.linksAndImages = linksAndImages;
  }

  Extraction extract(Page page, String mediaType) {
    CharsetDetection.Decoded decoded = CharsetDetection.decode(page.body(), page.contentType());
    String markup = cutTags(decoded.text(), settings.maxTags());
    Document document = Parser.htmlParser().setMaxDepth(MAX_DEPTH).parseInput(markup, "");
    HtmlTree tree = HtmlTree.of(document.body());
    HtmlBlocks blocks = HtmlBlocks.of(tree, settings.keepTables());
    List<Block> content = MainContent.of(tree, blocks);
    String text = TextWriter.write(content, settings.maxTextCharacters());
    SortedMap<String, String> metadata = new TreeMap<>();
    HtmlStatements statements = HtmlStatements.of(document, tree);
    HtmlMetadata.read(page, statements, StructuredData.of(statements), metadata);
    metadata.put("media_type", mediaType);
    metadata.put("charset", nameOf(decoded.charset()));
    Extraction.Status status = text.isEmpty() ? Extraction.Status.NO_TEXT : Extraction.Status.TEXT;
    if (!linksAndImages) {
      return new Extraction(status, text, metadata);
    }
    PageUrls urls = PageUrls.of(page.url(), statements.elements("base"));
    ContentZones zones = ContentZones.of(tree, blocks.blocks(), content);
    return new Extraction(
        status, text, metadata, Links.of(tree, zones, urls), Images.of(tree, zones, urls));
  }

  static String nameOf(Charset charset) {
    return charset.name().toLowerCase(Locale.ROOT);
  }

  /** The markup up to the tag after the last that is wanted: memory goes by tags, not by bytes. */
  static String cutTags(String markup, int maxTags) {
    int tags = 0;
    int at = markup.indexOf('<');
    while (at >= 0) {
      tags++;
      if (tags > maxTags) {
        return markup.substring(0, at);
      }
      at = markup.indexOf('<', at + 1);
    }
    return markup;
  }
}
