package io.millrace.extract.html;

import java.util.ArrayList;
import java.util.List;

/** An element of a page. NameCharacters are in lower case, also those of SVG. */
public sealed class Element extends Node permits HtmlDocument {

  /** Namespaces; see {@link #namespace}. */
  static final byte HTML = 0;

  static final byte SVG = 1;
  static final byte MATHML = 2;

  final Tag tag;
  final byte namespace;

  /** Whether the element is among the open ones, and among the active formatting ones. */
  boolean open;

  boolean active;

  /** Integration point for HTML: {@code annotation-xml} with an encoding that says so. */
  boolean annotation;

  private Markup markup;
  private int attributeStart;
  private int attributeCount;
  Node first;
  Node last;

  Element(Tag tag, byte namespace, Markup markup, int attributeStart, int attributeCount) {
    this.tag = tag;
    this.namespace = namespace;
    this.markup = markup;
    this.attributeStart = attributeStart;
    this.attributeCount = attributeCount;
  }

  Element(Tag tag) {
    this(tag, HTML, null, 0, 0);
  }

  /** An element of HTML without attributes that is in no tree. */
  public Element(String name) {
    this(Tag.of(name));
  }

  /** The same with one attribute. */
  public Element(String name, String attribute, String value) {
    this(Tag.of(name), HTML, Markup.ofAttribute(attribute, value), 0, 1);
  }

  /** Another one with the same name and attributes, without children. */
  Element copy() {
    return new Element(tag, namespace, markup, attributeStart, attributeCount);
  }

  /** Number of its name among those that {@link Tag} knows, 0 for another one. */
  public final int id() {
    return tag.id();
  }

  /** Whether it is an element of HTML, of this name. */
  final boolean is(int html) {
    return tag.id == html && namespace == HTML;
  }

  /** The name in lower case. */
  public final String normalName() {
    return tag.name();
  }

  public final boolean nameIs(String name) {
    return tag.name().equals(name);
  }

  /** Where the element belongs: "html", "svg" or "math". */
  public final String namespace() {
    return namespace == HTML ? "html" : namespace == SVG ? "svg" : "math";
  }

  public final int attributesSize() {
    return attributeCount;
  }

  /** Number of the name of an attribute among those of {@link AttributeName}, or 0. */
  public final int attributeCode(int number) {
    return markup.code(attributeStart + number);
  }

  /** Name of an attribute in lower case. */
  public final String attributeName(int number) {
    return markup.name(attributeStart + number);
  }

  /** Value of an attribute, "" where it has none. */
  public final String attributeValue(int number) {
    return markup.value(attributeStart + number);
  }

  /** The same, mostly one string for all values of a page that are written alike. */
  public final String sharedValue(int number) {
    return markup.sharedValue(attributeStart + number);
  }

  /** Whether the value of the element's attribute of that number has a text in it. */
  public final boolean attributeContains(int number, String text) {
    return markup.valueContains(attributeStart + number, text);
  }

  /** Value of the attribute with a name in lower case, or "". */
  public final String attr(String name) {
    int at = attributeCount == 0 ? -1 : markup.find(name, attributeStart, attributeCount);
    return at < 0 ? "" : markup.value(at);
  }

  /** Value of the attribute with a number of {@link AttributeName}, or "". */
  public final String attr(int code) {
    int at = attributeCount == 0 ? -1 : markup.find(code, attributeStart, attributeCount);
    return at < 0 ? "" : markup.value(at);
  }

  public final boolean hasAttr(String name) {
    return attributeCount > 0 && markup.find(name, attributeStart, attributeCount) >= 0;
  }

  /** Whether it has the attribute with a number of {@link AttributeName}. */
  public final boolean hasAttr(int code) {
    return attributeCount > 0 && markup.find(code, attributeStart, attributeCount) >= 0;
  }

  /** The attribute {@code class}, without blanks around it. */
  public final String className() {
    return attr(AttributeName.CLASS).trim();
  }

  /** Hash of all attributes, in any order; never 0. */
  int hashOfAttributes() {
    int hash = attributeCount + 1;
    for (int i = attributeStart; i < attributeStart + attributeCount; i++) {
      hash += markup.hash(i);
    }
    return hash == 0 ? 1 : hash;
  }

  /** Whether both elements have the same attributes, in any order. */
  boolean hasAttributesOf(Element other) {
    boolean same = attributeCount == other.attributeCount;
    for (int i = 0; i < attributeCount && same; i++) {
      int own = attributeStart + i;
      int its = other.attributeStart + i;
      if (!markup.sameName(own, its)) {
        its = markup.findSame(own, other.attributeStart, attributeCount);
      }
      same = its >= 0 && markup.sameValue(own, its);
    }
    return same;
  }

  int attributeStart() {
    return attributeStart;
  }

  void setAttributes(Markup from, int start, int count) {
    markup = from;
    attributeStart = start;
    attributeCount = count;
  }

  @Override
  public final Node firstChild() {
    return first;
  }

  /** Null where there is none. */
  public final Node lastChild() {
    return last;
  }

  /** Null where there is none. */
  public final Element firstElementChild() {
    return element(first);
  }

  /** Null for the last one. */
  public final Element nextElementSibling() {
    return element(next);
  }

  private static Element element(Node from) {
    Node node = from;
    while (node != null && !(node instanceof Element)) {
      node = node.next;
    }
    return (Element) node;
  }

  /** Text of the scripts and style sheets directly below, or of itself if it is one. */
  public final String data() {
    String data = "";
    StringBuilder more = null;
    for (Node node = first; node != null; node = node.next) {
      if (node instanceof DataNode part) {
        if (more == null && data.isEmpty()) {
          data = part.wholeText();
        } else {
          more = more == null ? new StringBuilder(data) : more;
          more.append(part.wholeText());
        }
      }
    }
    return more == null ? data : more.toString();
  }

  /** All text below, without that of scripts and style sheets; line breaks for {@code br}. */
  public final String wholeText() {
    StringBuilder text = new StringBuilder();
    for (Node node = following(this); node != null; node = node.following(this)) {
      if (node instanceof TextNode part) {
        text.append(part.wholeText());
      } else if (node instanceof Element inner && inner.id() == Tag.BR) {
        text.append('\n');
      }
    }
    return text.toString();
  }

  /** All elements with a name at or below this one, in document order. */
  public final List<Element> elements(String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = this; node != null; node = node.following(this)) {
      if (node instanceof Element element && element.nameIs(name)) {
        found.add(element);
      }
    }
    return found;
  }

  /** Puts a node at the end, after taking it from where it is. */
  public final void append(Node child) {
    child.remove();
    link(child, null);
  }

  /** Puts a new element of HTML at the end. */
  public final Element appendElement(String name) {
    Element child = new Element(name);
    link(child, null);
    return child;
  }

  /** Takes all children of another element and puts them at the end. */
  public final void appendChildrenOf(Element other) {
    if (other.first == null) {
      return;
    }
    for (Node node = other.first; node != null; node = node.next) {
      node.parent = this;
    }
    other.first.previous = last;
    if (last == null) {
      first = other.first;
    } else {
      last.next = other.first;
    }
    last = other.last;
    other.first = null;
    other.last = null;
  }

  /** Puts a node that is in no tree before a child, or at the end for null. */
  final void link(Node node, Node before) {
    node.parent = this;
    node.next = before;
    Node after = before == null ? last : before.previous;
    node.previous = after;
    if (after == null) {
      first = node;
    } else {
      after.next = node;
    }
    if (before == null) {
      last = node;
    } else {
      before.previous = node;
    }
  }

  final void unlink(Node node) {
    if (node.previous == null) {
      first = node.next;
    } else {
      node.previous.next = node.next;
    }
    if (node.next == null) {
      last = node.previous;
    } else {
      node.next.previous = node.previous;
    }
    node.parent = null;
    node.next = null;
    node.previous = null;
  }
}
