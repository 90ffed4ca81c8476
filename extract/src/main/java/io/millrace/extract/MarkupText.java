package io.millrace.extract;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;

/** Texts that a page states about itself, brought to plain lines of bounded length. */
final class MarkupText {

  /** Values are cut here, in code points; longer ones are no titles or names. */
  static final int MAX_LINE = 1_000;

  /** Longest text of an article or product, in UTF-16 units, that is taken from its data. */
  static final int MAX_TEXT = 1_000_000;

  /** Nodes that are looked at for the text of one element. */
  private static final int MAX_NODES = 2_000;

  private MarkupText() {}

  /** One line: entities resolved, tags dropped, white space as {@link TextBuffer} has it. */
  static String line(String stated) {
    String text = head(stated, 4 * MAX_LINE);
    return squeezed(plain(text));
  }

  /** The text of an element, without what is never text, as one line. */
  static String of(Element element) {
    StringBuilder text = new StringBuilder();
    element.filter(
        new NodeFilter() {
          private int nodes;

          @Override
          public FilterResult head(Node node, int depth) {
            nodes++;
            if (text.length() > 4 * MAX_LINE || nodes > MAX_NODES) {
              return FilterResult.STOP;
            }
            if (node instanceof TextNode part) {
              text.append(part.getWholeText());
            } else if (node instanceof Element inner && depth > 0) {
              String name = inner.normalName();
              if (HtmlTags.isNeverText(name)) {
                return FilterResult.SKIP_CHILDREN;
              }
              text.append(HtmlTags.isBlock(name) || name.equals("br") ? " " : "");
            }
            return FilterResult.CONTINUE;
          }
        });
    return squeezed(head(text.toString(), 4 * MAX_LINE));
  }

  /** A longer text with its line breaks, tags dropped and entities resolved. */
  static String passage(String stated) {
    TextBuffer buffer = new TextBuffer();
    buffer.append(plain(head(stated, MAX_TEXT)), true, false);
    return buffer.text();
  }

  static String squeezed(String text) {
    TextBuffer buffer = new TextBuffer();
    buffer.append(text, false, false);
    return TextWriter.cut(buffer.text(), MAX_LINE);
  }

  /** Many sites put escaped markup where the vocabulary asks for text. */
  private static String plain(String stated) {
    String text = stated;
    if (text.indexOf('&') >= 0) {
      text = Parser.unescapeEntities(text, false);
    }
    if (!hasTags(text)) {
      return text;
    }
    StringBuilder lines = new StringBuilder(text.length());
    Jsoup.parseBodyFragment(text)
        .body()
        .traverse(
            (node, depth) -> {
              if (node instanceof TextNode part) {
                lines.append(part.getWholeText());
              } else if (node instanceof Element element) {
                String name = element.normalName();
                lines.append(HtmlTags.isBlock(name) || name.equals("br") ? "\n" : "");
              }
            });
    return lines.toString();
  }

  private static boolean hasTags(String text) {
    int at = text.indexOf('<');
    while (at >= 0 && at + 1 < text.length()) {
      char next = text.charAt(at + 1);
      if (next == '/' || next == '!' || Character.isLetter(next)) {
        return true;
      }
      at = text.indexOf('<', at + 1);
    }
    return false;
  }

  /** The beginning of a text, in code points, without cutting a character in two. */
  static String first(String text, int codePoints) {
    return text.length() <= codePoints || text.codePointCount(0, text.length()) <= codePoints
        ? text
        : text.substring(0, text.offsetByCodePoints(0, codePoints)).strip();
  }

  /** The end of a text, in code points, without cutting a character in two. */
  static String last(String text, int codePoints) {
    return text.length() <= codePoints || text.codePointCount(0, text.length()) <= codePoints
        ? text
        : text.substring(text.offsetByCodePoints(text.length(), -codePoints)).strip();
  }

  static String head(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
