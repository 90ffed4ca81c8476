package io.millrace.extract.html;

import java.util.ArrayList;
import java.util.List;

/** An element of a page. Names are in lower case, also those of SVG. */
public sealed class Element extends Node permits HtmlDocument {

  /** Values of {@link #namespace}. */
  static final byte HTML = 0;

  static final byte SVG = 1;
  static final byte MATHML = 2;

  final Tag tag;
  final byte namespace;

  /** Whether the element is among the open ones, and among the active formatting ones. */
  boolean open;

  boolean active;

  /** HTML integration point: {@code annotation-xml} with an encoding of HTML. */
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

  /** Creates an element of HTML without attributes or parent. */
  public Element(String name) {
    this(Tag.of(name));
  }

  /** Creates an element with one attribute. */
  public Element(String name, String attribute, String value) {
    this(Tag.of(name), HTML, Markup.ofAttribute(attribute, value), 0, 1);
  }

  /** Creates an element with the same name and attributes, without children. */
  Element copy() {
    return new Element(tag, namespace, markup, attributeStart, attributeCount);
  }

  /** Number of its name in {@link Tag}, 0 for an unknown name. */
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

  public final int attributesSize() {
    return attributeCount;
  }

  /** Number of an attribute's name in {@link AttributeName}, or 0. */
  public final int attributeCode(int number) {
    return markup.code(attributeStart + number);
  }

  /** Name of an attribute in lower case. */
  public final String attributeName(int number) {
    return markup.name(attributeStart + number);
  }

  /** Value of an attribute, "" if it has none. */
  public final String attributeValue(int number) {
    return markup.value(attributeStart + number);
  }

  /** The same; equal values of a page mostly share one string. */
  public final String sharedValue(int number) {
    return markup.sharedValue(attributeStart + number);
  }

  /** Whether the value of an attribute contains a text. */
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

  /** Hash of all attributes, whatever their order; never 0. */
  int hashOfAttributes() {
    int hash = attributeCount + 1;
    for (int i = attributeStart; i < attributeStart + attributeCount; i++) {
      hash += markup.hash(i);
    }
    return hash == 0 ? 1 : hash;
  }

  /** Whether both elements have the same attributes, whatever their order. */
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

  /** Null if there is none. */
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

  /** Text of its data nodes, such as the content of a script. */
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

  /** Moves a node to the end of the children. */
  public final void append(Node child) {
    child.remove();
    link(child, null);
  }

  /** Appends a new element of HTML. */
  public final Element appendElement(String name) {
    Element child = new Element(name);
    link(child, null);
    return child;
  }

  /** Moves all children of another element to the end of the children. */
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

  /** Inserts a node without parent before a child, or at the end if the child is null. */
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
