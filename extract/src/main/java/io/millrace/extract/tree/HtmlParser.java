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
 * Bytes to a document ({@link HtmlTreeParser}), in time and memory linear in the size of the page:
 * what would cost more is bounded ({@link Limits}), and an ordinary page reaches none of the
 * bounds.
 */
public final class HtmlParser {

  /**
   * Deeper elements become siblings of the one at this depth; browsers do so at 512. The deepest of
   * 2,022 real pages has 63 levels.
   */
  public static final int MAX_DEPTH = 256;

  /** Characters after which a page is cut, or more where the settings keep as much text. */
  private static final int MAX_CHARACTERS = 32 << 20;

  /** Characters of text for readers without frames, and tags of it. */
  private static final int MAX_NO_FRAMES = 1 << 20;

  private static final Limits NO_FRAMES =
      new Limits(MAX_NO_FRAMES, MAX_NO_FRAMES, Limits.MIN_DEPTH);

  private static final Limits FRAGMENT = new Limits(4 << 20, 4 << 20, MAX_DEPTH);

  private HtmlParser() {}

  /**
   * A parsed page.
   *
   * @param charset that it was decoded with
   */
  public record Parsed(HtmlDocument document, Charset charset) {}

  /**
   * Parses any bytes at all; nothing is thrown.
   *
   * @param contentType value of the Content-Type header, or ""
   * @param settings limits: the most tags that are read, what comes after them is ignored, and the
   *     longest text
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
   * What a page of frames says to those who see none is all the text it has. To the parser it is
   * raw text (HTML, section 13.2.6.4.4), after the frames or among them.
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

  /** Markup that stands in an attribute or a string of a page, as the content of an element. */
  public static Element parseFragment(String text) {
    return HtmlTreeParser.parseFragment(text, FRAGMENT);
  }

  /** Lenient XML: no DTD is known, so that no entity can point anywhere. */
  public static org.jsoup.nodes.Document parseXml(String text, ExtractSettings settings) {
    HtmlGuard guard = HtmlGuard.of(text, settings.maxTags(), maxCharacters(settings));
    return Parser.xmlParser().setMaxDepth(MAX_DEPTH).parseInput(guard.markup(), "");
  }

  private static int maxCharacters(ExtractSettings settings) {
    return Math.max(MAX_CHARACTERS, 2 * settings.maxTextCharacters());
  }
}
