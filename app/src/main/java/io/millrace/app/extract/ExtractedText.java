package io.millrace.app.extract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.corpus.Document;
import io.millrace.corpus.Page;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.Extraction;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.Extractor;
import io.millrace.extract.ImageCandidate;
import io.millrace.extract.Link;
import io.millrace.extract.formats.DocumentExtractor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedMap;

/** Prints the text of pages. */
final class ExtractedText implements ExtractCommand.PageSink {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ExtractCommand.Format format;
  private final boolean links;
  private final boolean images;
  private final PrintWriter out;
  private final Extractor extractor;

  ExtractedText(ExtractCommand.Format format, boolean links, boolean images, PrintWriter out) {
    this.format = format;
    this.links = links;
    this.images = images;
    this.out = out;
    ExtractSettings settings =
        ExtractSettings.defaults()
            .withFormat(
                format == ExtractCommand.Format.MARKDOWN
                    ? ExtractSettings.Format.MARKDOWN
                    : ExtractSettings.Format.TEXT);
    extractor =
        links || images
            ? DocumentExtractor.withLinksAndImages(settings)
            : new DocumentExtractor(settings);
  }

  @Override
  public void take(Page page) throws ExtractionException {
    Extraction extraction = extractor.extract(page);
    print(page.url(), extraction.text(), extraction.metadata(), extraction);
  }

  @Override
  public void take(Document document) {
    print(document.url(), document.text(), document.metadata(), null);
  }

  @Override
  public void finish() {
    out.flush();
  }

  private void print(
      String url, String text, SortedMap<String, String> metadata, Extraction extraction) {
    if (format != ExtractCommand.Format.JSONL) {
      out.println(text);
      return;
    }
    ObjectNode line = JSON.createObjectNode();
    line.put("url", url);
    line.put("title", metadata.getOrDefault("title", ""));
    line.put("text", text);
    metadata.forEach((name, value) -> line.put(name, value));
    if (links) {
      put(line.putArray("links"), extraction == null ? List.of() : extraction.links());
    }
    if (images) {
      putImages(line.putArray("images"), extraction == null ? List.of() : extraction.images());
    }
    try {
      out.println(JSON.writeValueAsString(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(ArrayNode array, List<Link> links) {
    for (Link link : links) {
      ObjectNode node = array.addObject();
      node.put("url", link.url());
      node.put("text", link.text());
      ArrayNode rel = node.putArray("rel");
      link.rel().forEach(relation -> rel.add(relation));
      node.put("in_content", link.inContent());
    }
  }

  private static void putImages(ArrayNode array, List<ImageCandidate> images) {
    for (ImageCandidate image : images) {
      array
          .addObject()
          .put("url", image.url())
          .put("alt", image.alt())
          .put("title", image.title())
          .put("caption", image.caption())
          .put("width", image.width())
          .put("height", image.height())
          .put("text_before", image.textBefore())
          .put("text_after", image.textAfter())
          .put("in_content", image.inContent());
    }
  }
}
