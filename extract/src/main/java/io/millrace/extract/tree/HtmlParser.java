package io.millrace.extract.tree;

import io.millrace.extract.ExtractSettings;
import io.millrace.extract.charset.CharsetDetection;
import io.millrace.extract.html.Element;
import io.millrace.extract.html.HtmlDocument;
import io.millrace.extract.html.HtmlTreeParser;
import io.millrace.extract.html.Limits;
import java.nio.charset.Charset;
import org.jsoup.parser.Parser;

/**
 * Parses bytes into a document ({@link HtmlTreeParser}), in time and memory linear in the size of
 * the page. {@link Limits} bound what would cost more; ordinary pages do not reach them.
 */
public final class HtmlParser {

  /**
   * Deeper elements become siblings of the one at this depth; browsers do this at 512. The deepest
   * of 2,022 real pages has 63 levels.
   */
  public static final int MAX_DEPTH = 256;

  /** Characters after which a page is cut, or more if the settings allow longer texts. */
  private static final int MAX_CHARACTERS = 32 << 20;

  /** Most characters, and tags, of {@code noframes} content. */
  private static final int MAX_NO_FRAMES = 1 << 20;

  private static final Limits NO_FRAMES =
      new Limits(MAX_NO_FRAMES, MAX_NO_FRAMES, Limits.MIN_DEPTH);

  private static final Limits FRAGMENT = new Limits(4 << 20, 4 << 20, MAX_DEPTH);

  private HtmlParser() {}

  /**
   * A parsed page.
   *
   * @param charset with which it was decoded
   */
  public record Parsed(HtmlDocument document, Charset charset) {}

  /**
   * Parses any bytes; never throws.
   *
   * @param contentType value of the Content-Type header, or ""
   * @param settings limits of tags and text length; tags past the limit are ignored
   */
  public static Parsed parse(byte[] body, String contentType, ExtractSettings settings) {
    CharsetDetection.Decoded decoded = CharsetDetection.decode(body, contentType);
    return new Parsed(parse(decoded.text(), decoded.characters(), settings), decoded.charset());
  }

  public static HtmlDocument parse(String text, ExtractSettings settings) {
    return parse(text, text.toCharArray(), settings);
  }

  private static HtmlDocument parse(String text, char[] characters, ExtractSettings settings) {
    Limits limits = new Limits(maxCharacters(settings), settings.maxTags(), MAX_DEPTH);
    HtmlDocument document = HtmlTreeParser.parse(text, characters, limits);
    if (document.body().nameIs("frameset")) {
      readNoFrames(document);
    }
    return document;
  }

  /**
   * The only text of a page with frames is its {@code noframes} content, which the parser leaves as
   * raw text (HTML, section 13.2.6.4.4).
   */
  private static void readNoFrames(HtmlDocument document) {
    Element body = document.body();
    int read = 0;
    for (Element without : document.elements("noframes")) {
      String markup = without.data();
      read += markup.length();
      if (read <= MAX_NO_FRAMES) {
        HtmlDocument inside = HtmlTreeParser.parse(markup, NO_FRAMES);
        body.appendElement("div").appendChildrenOf(inside.body());
      }
    }
  }

  /** Parses markup from an attribute or a string of a page; returns an element with its content. */
  public static Element parseFragment(String text) {
    return HtmlTreeParser.parseFragment(text, FRAGMENT);
  }

  /** Parses XML leniently. No DTD is read, so entities cannot refer to files. */
  public static org.jsoup.nodes.Document parseXml(String text, ExtractSettings settings) {
    HtmlGuard guard = HtmlGuard.of(text, settings.maxTags(), maxCharacters(settings));
    return Parser.xmlParser().setMaxDepth(MAX_DEPTH).parseInput(guard.markup(), "");
  }

  private static int maxCharacters(ExtractSettings settings) {
    return Math.max(MAX_CHARACTERS, 2 * settings.maxTextCharacters());
  }
}
