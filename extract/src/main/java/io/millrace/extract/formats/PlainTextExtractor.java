package io.millrace.extract.formats;

import io.millrace.corpus.Page;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.Extraction;
import io.millrace.extract.blocks.Block;
import io.millrace.extract.charset.CharsetDetection;
import io.millrace.extract.output.TextWriter;
import io.millrace.extract.text.TextBuffer;
import io.millrace.extract.text.TextCuts;
import io.millrace.extract.tree.HtmlParser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Extracts plain text, and the text of XML of any vocabulary. */
final class PlainTextExtractor {

  private final ExtractSettings settings;

  PlainTextExtractor(ExtractSettings settings) {
    this.settings = settings;
  }

  Extraction extractText(Page page, String mediaType) {
    CharsetDetection.Decoded decoded = CharsetDetection.decode(page.body(), page.contentType());
    return extraction(lines(decoded.text()), mediaType, decoded);
  }

  Extraction extractXml(Page page, String mediaType) {
    CharsetDetection.Decoded decoded = CharsetDetection.decode(page.body(), page.contentType());
    Document document = HtmlParser.parseXml(decoded.text(), settings);
    XmlBlocks blocks = new XmlBlocks();
    document.filter(blocks);
    String text = TextWriter.write(null, blocks.blocks, settings);
    return extraction(text, mediaType, decoded);
  }

  private Extraction extraction(String text, String mediaType, CharsetDetection.Decoded decoded) {
    SortedMap<String, String> metadata = new TreeMap<>();
    metadata.put("media_type", mediaType);
    metadata.put("charset", HtmlExtractor.nameOf(decoded.charset()));
    return new Extraction(
        text.isEmpty() ? Extraction.Status.NO_TEXT : Extraction.Status.TEXT, text, metadata);
  }

  /** Lines with normalised white space, at most one empty line between them. */
  private String lines(String text) {
    StringBuilder lines = new StringBuilder();
    TextBuffer buffer = new TextBuffer();
    boolean empty = false;
    int start = 0;
    while (start < text.length() && lines.length() <= 2L * settings.maxTextCharacters()) {
      int end = start;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      buffer.clear();
      buffer.append(text.substring(start, end), false, false);
      if (!buffer.isEmpty()) {
        lines.append(lines.length() == 0 ? "" : empty ? "\n\n" : "\n").append(buffer.text());
      }
      empty = buffer.isEmpty();
      boolean pair = text.startsWith("\r\n", end);
      start = end + (pair ? 2 : 1);
    }
    return TextCuts.atLine(lines.toString(), settings.maxTextCharacters());
  }

  /** Makes a block of each element; elements inside running text belong to its block. */
  private static final class XmlBlocks implements NodeFilter {

    private final List<Block> blocks = new ArrayList<>();
    private final TextBuffer buffer = new TextBuffer();
    private final Deque<Boolean> running = new ArrayDeque<>();

    @Override
    public FilterResult head(Node node, int depth) {
      if (node instanceof TextNode text) {
        buffer.append(text.getWholeText(), false, false);
      } else if (node instanceof Element element) {
        boundary();
        running.push(isInText() || hasOwnText(element));
      }
      return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
      if (node instanceof Element) {
        running.pop();
        boundary();
      }
      return FilterResult.CONTINUE;
    }

    private boolean isInText() {
      return !running.isEmpty() && running.peek();
    }

    private void boundary() {
      if (!isInText()) {
        if (!buffer.isEmpty()) {
          blocks.add(Block.of(Block.Kind.PARAGRAPH, 0, buffer, -1, 0));
        }
        buffer.clear();
      }
    }

    private static boolean hasOwnText(Element element) {
      for (int i = 0; i < element.childNodeSize(); i++) {
        if (element.childNode(i) instanceof TextNode text && !text.isBlank()) {
          return true;
        }
      }
      return false;
    }
  }
}
