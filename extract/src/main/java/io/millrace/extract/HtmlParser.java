package io.millrace.extract;

import java.io.Reader;
import java.nio.charset.Charset;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jsoup.helper.ValidationException;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.HtmlTreeBuilder;
import org.jsoup.parser.Parser;

/**
 * Bytes to a document, by the rules of HTML (WHATWG, section 13.2) as jsoup has them, in time and
 * memory linear in the size of the page. What would cost more is bounded: names and attributes
 * ({@link HtmlGuard}), depth, tags, and the elements that the parser makes without being asked. An
 * ordinary page reaches none of these limits.
 */
final class HtmlParser {

  /**
   * Deeper elements become siblings of the one at this depth; browsers do so at 512. The deepest of
   * 2,022 real pages has 63 levels.
   */
  static final int MAX_DEPTH = 256;

  /**
   * Least limit, for pages of very many tags. The parser looks through the open elements at every
   * tag, so tags times depth is what nested ones cost.
   */
  static final int MIN_DEPTH = 64;

  private static final int MAX_TAGS_TIMES_DEPTH = 32_000_000;

  /** Characters after which a page is cut, or more where the settings keep as much text. */
  private static final int MAX_CHARACTERS = 32 << 20;

  /** Characters of text for readers without frames. */
  private static final int MAX_NO_FRAMES = 1 << 20;

  /** Characters of a fragment, and tags of it. */
  private static final int MAX_FRAGMENT = 4 << 20;

  private static final Pattern TEMPLATE = Pattern.compile("(?i)(</?)template(?=[\\s/>])");

  private HtmlParser() {}

  /**
   * A parsed page.
   *
   * @param charset that it was decoded with
   */
  record Parsed(Document document, Charset charset) {}

  /**
   * Parses any bytes at all; nothing is thrown.
   *
   * @param contentType value of the Content-Type header, or ""
   * @param settings limits: the most tags that are read, what comes after them is ignored, and the
   *     longest text
   */
  static Parsed parse(byte[] body, String contentType, ExtractSettings settings) {
    CharsetDetection.Decoded decoded = CharsetDetection.decode(body, contentType);
    return new Parsed(parse(decoded.text(), settings), decoded.charset());
  }

  static Document parse(String text, ExtractSettings settings) {
    HtmlGuard guard = HtmlGuard.of(text, settings.maxTags(), maxCharacters(settings));
    int depth = depth(guard.tags());
    Document document =
        parsed(
            guard.markup(),
            page -> {
              Markup markup = new Markup(page);
              return new BoundedParser(markup, depth).parseInput(markup, "");
            });
    if (document.body().nameIs("frameset")) {
      readNoFrames(document);
    }
    return document;
  }

  /**
   * What a page of frames says to those who see none is all the text it has. To the parser it is
   * raw text (HTML, section 13.2.6.4.4), after the frames or among them.
   */
  private static void readNoFrames(Document document) {
    Element body = document.body();
    int read = 0;
    for (Element without : document.getElementsByTag("noframes")) {
      String markup = without.data().isEmpty() ? without.wholeText() : without.data();
      read += markup.length();
      if (read <= MAX_NO_FRAMES) {
        HtmlGuard guard = HtmlGuard.of(markup, MAX_NO_FRAMES, MAX_NO_FRAMES);
        Document inside =
            parsed(
                guard.markup(),
                page -> Parser.htmlParser().setMaxDepth(MIN_DEPTH).parseInput(page, ""));
        body.appendElement("div").appendChildren(List.copyOf(inside.body().childNodes()));
      }
    }
  }

  /** Markup that stands in an attribute or a string of a page, as the content of a {@code div}. */
  static List<Node> parseFragment(String text) {
    HtmlGuard guard = HtmlGuard.of(text, MAX_FRAGMENT, MAX_FRAGMENT);
    int depth = depth(guard.tags());
    return parsed(
        guard.markup(),
        page -> {
          Markup markup = new Markup(page);
          return new BoundedParser(markup, depth)
              .parseFragmentInput(markup, new Element("div"), "");
        });
  }

  /**
   * When jsoup 1.24 cuts the open elements at the greatest depth, it may lose count of the
   * templates among them and throw. Such a page is read again with its templates as plain blocks.
   */
  private static <T> T parsed(String markup, Function<String, T> parser) {
    try {
      return parser.apply(markup);
    } catch (ValidationException templates) {
      return parser.apply(TEMPLATE.matcher(markup).replaceAll("$1div"));
    }
  }

  /** Lenient XML: no DTD is known, so that no entity can point anywhere. */
  static Document parseXml(String text, ExtractSettings settings) {
    HtmlGuard guard = HtmlGuard.of(text, settings.maxTags(), maxCharacters(settings));
    return Parser.xmlParser().setMaxDepth(MAX_DEPTH).parseInput(guard.markup(), "");
  }

  private static int maxCharacters(ExtractSettings settings) {
    return Math.max(MAX_CHARACTERS, 2 * settings.maxTextCharacters());
  }

  private static int depth(int tags) {
    return Math.max(MIN_DEPTH, Math.min(MAX_DEPTH, MAX_TAGS_TIMES_DEPTH / Math.max(1, tags)));
  }

  /**
   * Ends the page when the parser has made too many elements of its own. It repeats up to twelve
   * open formatting elements in every block, so that four bytes ({@code <p>x}) can become fourteen
   * nodes.
   */
  private static final class BoundedParser extends Parser {

    /** Elements without a tag that any page may have; one for each of its paragraphs, say. */
    private static final int FREE_ELEMENTS = 50_000;

    private static final int CHARACTERS_PER_ELEMENT = 32;

    private final Markup markup;
    private final int maxDepth;
    private long elements;
    private long nextLook = FREE_ELEMENTS;

    BoundedParser(Markup markup, int maxDepth) {
      super(new HtmlTreeBuilder());
      this.markup = markup;
      this.maxDepth = maxDepth;
    }

    /** The parser asks for this before it inserts an element, once for each. */
    @Override
    public int getMaxDepth() {
      elements++;
      if (elements >= nextLook) {
        look();
      }
      return maxDepth;
    }

    private void look() {
      long allowed = FREE_ELEMENTS + (long) markup.charactersRead() / CHARACTERS_PER_ELEMENT;
      long left = allowed + markup.tagsRead() - elements;
      if (left < 0) {
        markup.end();
      }
      nextLook = left < 0 ? Long.MAX_VALUE : elements + Math.max(1, left);
    }
  }

  /** The markup as the parser takes it, a buffer of two thousand characters at a time. */
  private static final class Markup extends Reader {

    private String text;
    private int end;
    private int at;
    private int counted;
    private int tags;

    Markup(String text) {
      this.text = text;
      end = text.length();
    }

    /** Nothing more is read. */
    void end() {
      end = at;
    }

    int charactersRead() {
      return at;
    }

    /** Number of {@code <} among what was read. */
    int tagsRead() {
      for (; counted < at; counted++) {
        tags += text.charAt(counted) == '<' ? 1 : 0;
      }
      return tags;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
      if (at >= end) {
        return -1;
      }
      int count = Math.min(length, end - at);
      text.getChars(at, at + count, buffer, offset);
      at += count;
      return count;
    }

    /** The document keeps its parser, and must not keep its markup. */
    @Override
    public void close() {
      text = "";
      end = 0;
      counted = at;
    }
  }
}
