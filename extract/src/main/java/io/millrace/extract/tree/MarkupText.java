package io.millrace.extract.tree;

import io.millrace.extract.html.CharacterReferences;
import io.millrace.extract.html.Element;
import io.millrace.extract.html.Node;
import io.millrace.extract.html.TextNode;
import io.millrace.extract.text.TextBuffer;
import io.millrace.extract.text.TextCuts;

/** Converts texts that a page states about itself to plain lines of bounded length. */
public final class MarkupText {

  /** Most code points of a value; longer ones are not titles or names. */
  public static final int MAX_LINE = 1_000;

  /** Most nodes that are read for the text of one element. */
  private static final int MAX_NODES = 2_000;

  private MarkupText() {}

  /** One line: entities resolved, tags removed, white space normalised by {@link TextBuffer}. */
  public static String line(String stated) {
    String text = head(stated, 4 * MAX_LINE);
    return squeezed(plain(text));
  }

  /** The text of an element, without what is never text, as one line. */
  public static String of(Element element) {
    StringBuilder text = new StringBuilder();
    int nodes = 0;
    Node node = element;
    while (node != null && text.length() <= 4 * MAX_LINE && nodes++ < MAX_NODES) {
      boolean never = false;
      if (node instanceof TextNode part) {
        int length = Math.min(part.length(), 4 * MAX_LINE + 1);
        text.append(part.characters(), part.start(), length);
      } else if (node instanceof Element inner && node != element) {
        String name = inner.normalName();
        never = HtmlTags.isNeverText(name);
        text.append(!never && (HtmlTags.isBlock(name) || name.equals("br")) ? " " : "");
      }
      node = never ? node.followingSubtree(element) : node.following(element);
    }
    return squeezed(head(text.toString(), 4 * MAX_LINE));
  }

  public static String squeezed(String text) {
    TextBuffer buffer = new TextBuffer();
    buffer.append(text, false, false);
    return TextCuts.atLine(buffer.text(), MAX_LINE);
  }

  /** Removes markup: many sites put escaped markup where schema.org expects text. */
  private static String plain(String stated) {
    String text = stated;
    if (text.indexOf('&') >= 0) {
      text = CharacterReferences.resolved(text);
    }
    if (!hasTags(text)) {
      return text;
    }
    StringBuilder lines = new StringBuilder(text.length());
    Element content = HtmlParser.parseFragment(text);
    for (Node node = content.firstChild(); node != null; node = node.following(content)) {
      if (node instanceof TextNode part) {
        lines.append(part.wholeText());
      } else if (node instanceof Element element) {
        String name = element.normalName();
        lines.append(HtmlTags.isBlock(name) || name.equals("br") ? "\n" : "");
      }
    }
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
  public static String first(String text, int codePoints) {
    return text.length() <= codePoints || text.codePointCount(0, text.length()) <= codePoints
        ? text
        : text.substring(0, text.offsetByCodePoints(0, codePoints)).strip();
  }

  /** The end of a text, in code points, without cutting a character in two. */
  public static String last(String text, int codePoints) {
    return text.length() <= codePoints || text.codePointCount(0, text.length()) <= codePoints
        ? text
        : text.substring(text.offsetByCodePoints(text.length(), -codePoints)).strip();
  }

  public static String head(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
