package io.millrace.extract.formats;

import io.millrace.corpus.Page;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.Extraction;
import io.millrace.extract.blocks.Block;
import io.millrace.extract.blocks.ContentZones;
import io.millrace.extract.blocks.HtmlBlocks;
import io.millrace.extract.blocks.MainContent;
import io.millrace.extract.blocks.PageView;
import io.millrace.extract.html.HtmlDocument;
import io.millrace.extract.images.Images;
import io.millrace.extract.links.Links;
import io.millrace.extract.metadata.HtmlMetadata;
import io.millrace.extract.metadata.HtmlStatements;
import io.millrace.extract.metadata.StructuredData;
import io.millrace.extract.model.ContentChoice;
import io.millrace.extract.model.ContentModel;
import io.millrace.extract.output.TextWriter;
import io.millrace.extract.tree.HtmlParser;
import io.millrace.extract.tree.HtmlTree;
import io.millrace.extract.tree.PageUrls;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Extracts HTML pages: splits a page into blocks ({@link HtmlBlocks}), chooses those of the main
 * content ({@link ContentModel}; {@link MainContent} on the smallest and largest pages) and writes
 * them as text ({@link TextWriter}). Accepts any bytes. Time and memory are linear in the size of
 * the page.
 */
final class HtmlExtractor {

  private final ExtractSettings settings;
  private final boolean linksAndImages;
  private final Set<String> ownNames;

  /**
   * @param ownNames lower-case names of our own robots
   */
  HtmlExtractor(ExtractSettings settings, boolean linksAndImages, Set<String> ownNames) {
    this.settings = settings;
    this.ownNames = ownNames;
    this.linksAndImages = linksAndImages;
  }

  Extraction extract(Page page, String mediaType) {
    HtmlParser.Parsed parsed = HtmlParser.parse(page.body(), page.contentType(), settings);
    HtmlDocument document = parsed.document();
    PageView view = PageView.read(page.url(), document, settings.keepTables());
    HtmlTree tree = view.tree();
    ContentChoice choice = choose(view);
    List<Block> content = choice.of(view.blocks());
    String text = TextWriter.write(tree, content, settings);
    SortedMap<String, String> metadata = new TreeMap<>();
    HtmlStatements statements = HtmlStatements.of(document, tree);
    HtmlMetadata.read(page, statements, StructuredData.of(statements), ownNames, metadata);
    metadata.put("media_type", mediaType);
    metadata.put("charset", nameOf(parsed.charset()));
    if (!choice.pageType().isEmpty()) {
      metadata.put("page_type", choice.pageType());
    }
    Extraction.Status status = text.isEmpty() ? Extraction.Status.NO_TEXT : Extraction.Status.TEXT;
    if (!linksAndImages) {
      return new Extraction(status, text, metadata);
    }
    PageUrls urls = PageUrls.of(page.url(), statements.elements("base"));
    ContentZones zones = new ContentZones(tree, view.blocks(), content);
    return new Extraction(
        status, text, metadata, Links.of(tree, zones, urls), Images.of(tree, zones, urls));
  }

  /** Chooses the main content with the standard model. */
  static ContentChoice choose(PageView view) {
    return ContentModel.standard().choose(view);
  }

  static String nameOf(Charset charset) {
    return charset.name().toLowerCase(Locale.ROOT);
  }
}
