package io.millrace.extract.html;

import java.util.List;

/** Root of a page's tree. */
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
    for (Element child = root().firstElementChild();
        child != null;
        child = child.nextElementSibling()) {
      if (child.id() == Tag.HEAD) {
        return child;
      }
    }
    return root().appendElement("head");
  }

  /** The element {@code body}, or the {@code frameset} that a page has in its place. */
  public Element body() {
    for (Element child = root().firstElementChild();
        child != null;
        child = child.nextElementSibling()) {
      if (child.id() == Tag.BODY || child.id() == Tag.FRAMESET) {
        return child;
      }
    }
    return root().appendElement("body");
  }

  /** Text of the first {@code title} in the head as one line, or "". */
  public String title() {
    List<Element> titles = head().elements("title");
    return titles.isEmpty() ? "" : oneLine(titles.get(0).wholeText());
  }

  /** With one space for blanks, without characters that are not seen. */
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
