package io.millrace.extract.html;

import java.util.List;

/** The root of a page's tree. */
public final class HtmlDocument extends Element {

  private static final Tag ROOT = Tag.unknown("#document");

  HtmlDocument() {
    super(ROOT);
  }

  private Element root() {
    for (Element child = firstElementChild(); child != null; child = child.nextElementSibling()) {
      if (child.id() == Tag.HTML) {
        return child;
      }
    }
    throw new IllegalStateException("a parsed page has an element html");
  }

  /** The element {@code head}; every page has one. */
  public Element head() {
    return childOfRoot(Tag.HEAD, Tag.HEAD, "head");
  }

  private Element childOfRoot(int id, int otherId, String name) {
    Element child = root().firstElementChild();
    while (child != null && child.id() != id && child.id() != otherId) {
      child = child.nextElementSibling();
    }
    return child != null ? child : root().appendElement(name);
  }

  /** The element {@code body}, or {@code frameset} if the page has one instead. */
  public Element body() {
    return childOfRoot(Tag.BODY, Tag.FRAMESET, "body");
  }

  /** Text of the first {@code title} in the head as one line, or "". */
  public String title() {
    List<Element> titles = head().elements("title");
    return titles.isEmpty() ? "" : oneLine(titles.get(0).wholeText());
  }

  /** Replaces runs of blanks by one space and removes invisible characters. */
  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean blank = c == ' ' || c >= '\t' && c <= '\r' && c != 0x0B || c == 0xA0;
      if (blank && !line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
        line.append(' ');
      } else if (!blank && c != 0xAD && c != 0x200B) {
        line.append(c);
      }
    }
    return line.toString().strip();
  }
}
