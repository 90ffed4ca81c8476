package io.millrace.extract.html;

import java.util.Locale;

/** Tags in SVG and MathML (WHATWG HTML, section 13.2.6.5). */
final class ForeignRules {

  private final TreeBuilder builder;

  ForeignRules(TreeBuilder builder) {
    this.builder = builder;
  }

  /** Whether the rules of HTML apply to text in an element of another namespace. */
  boolean isTextOfHtml(Element element) {
    return isMathmlText(element) || isHtml(element);
  }

  /** Whether the rules of HTML apply to a start tag in an element of another namespace. */
  boolean isStartTagOfHtml(Element element, Tag tag) {
    if (isMathmlText(element)) {
      return tag.id != Tag.MGLYPH && tag.id != Tag.MALIGNMARK;
    }
    return isHtml(element)
        || element.namespace == Element.MATHML
            && element.tag.id == Tag.ANNOTATION_XML
            && tag.id == Tag.SVG;
  }

  private static boolean isMathmlText(Element element) {
    return element.namespace == Element.MATHML && element.tag.is(Tag.IS_MATHML_TEXT);
  }

  private static boolean isHtml(Element element) {
    return element.annotation
        || element.namespace == Element.SVG && element.tag.is(Tag.IS_SVG_HTML);
  }

  void start(Tag tag) {
    if (tag.is(Tag.IS_BREAKOUT) || tag.id == Tag.FONT && isFontOfHtml()) {
      leave();
      builder.start(tag);
    } else {
      insert(tag, builder.open.current().namespace);
    }
  }

  void insert(Tag tag, byte namespace) {
    Element element = builder.insertForeign(tag, namespace);
    if (tag.id == Tag.ANNOTATION_XML && namespace == Element.MATHML) {
      String encoding = element.attr("encoding").toLowerCase(Locale.ROOT);
      element.annotation = encoding.equals("text/html") || encoding.equals("application/xhtml+xml");
    }
  }

  private boolean isFontOfHtml() {
    return builder.hasAttribute("color")
        || builder.hasAttribute("face")
        || builder.hasAttribute("size");
  }

  private void leave() {
    OpenElements open = builder.open;
    while (builder.isForeign() && !isTextOfHtml(open.current())) {
      open.pop();
    }
  }

  void end(Tag tag) {
    if (tag.id == Tag.BR || tag.id == Tag.P) {
      leave();
      builder.end(tag);
      return;
    }
    OpenElements open = builder.open;
    int i = open.size() - 1;
    while (i > 0 && open.get(i).namespace != Element.HTML) {
      if (open.get(i).tag.same(tag)) {
        open.popTo(i);
        return;
      }
      i--;
    }
    if (open.get(i).namespace == Element.HTML) {
      builder.end(tag);
    }
  }
}
