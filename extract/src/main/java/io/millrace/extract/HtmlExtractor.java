package io.millrace.extract;

import io.millrace.corpus.Page;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jsoup.nodes.Document;

/**
 * Main text of HTML pages by rules: the page is cut into blocks ({@link HtmlBlocks}), those of the
 * main content are chosen ({@link MainContent}) and written as text ({@link TextWriter}). Any bytes
 * are a page; time and memory grow with the page's size and not faster.
 */
final class HtmlExtractor {

  private final ExtractSettings settings;

  HtmlExtractor(ExtractSettings settings) {
    this.settings = settings;
  }

  Extraction extract(Page page, String mediaType) {
    HtmlParser.Parsed parsed = HtmlParser.parse(page.body(), page.contentType(), settings);
    Document document = parsed.document();
    HtmlTree tree = HtmlTree.of(document.body());
    HtmlBlocks blocks = HtmlBlocks.of(tree, settings.keepTables());
    List<Block> content =
        MainContent.of(tree, blocks).stream().mapToObj(i -> blocks.blocks().get(i)).toList();
    String text = TextWriter.write(content, settings.maxTextCharacters());
    SortedMap<String, String> metadata = new TreeMap<>();
    HtmlMetadata.read(document, page.url(), metadata);
    metadata.put("media_type", mediaType);
    metadata.put("charset", nameOf(parsed.charset()));
    return new Extraction(
        text.isEmpty() ? Extraction.Status.NO_TEXT : Extraction.Status.TEXT, text, metadata);
  }

  static String nameOf(Charset charset) {
    return charset.name().toLowerCase(Locale.ROOT);
  }
}
