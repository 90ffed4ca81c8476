package io.millrace.extract.html;

/** Root of a page's tree. */
public final class Document extends Element {

  private static final Tag ROOT = Tag.unknown("#document");

  Document() {
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
}
