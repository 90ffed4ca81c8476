package io.millrace.extract;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeVisitor;

/** Elements that state something of their page, all found in one walk, in document order. */
final class PageStatements implements NodeVisitor {

  private final List<Element> scripts = new ArrayList<>();
  private final List<Element> descriptions = new ArrayList<>();
  private final List<Element> titles = new ArrayList<>();
  private final List<Element> kinds = new ArrayList<>();
  private final List<Element> typed = new ArrayList<>();

  /** Adds what stands in an element, itself included. */
  void read(Element root) {
    root.traverse(this);
  }

  @Override
  public void head(Node node, int depth) {
    if (!(node instanceof Element element) || element.attributesSize() == 0) {
      return;
    }
    String name = element.normalName();
    if (name.equals("script")) {
      scripts.add(element);
    } else if (name.equals("meta")) {
      readMeta(element);
    }
    if (element.attributes().hasKey("itemtype")) {
      typed.add(element);
    }
  }

  private void readMeta(Element meta) {
    String name = meta.attributes().get("name").trim();
    String property = meta.attributes().get("property").trim();
    if (name.equalsIgnoreCase("description") || property.equalsIgnoreCase("og:description")) {
      descriptions.add(meta);
    }
    if (name.equalsIgnoreCase("generator") || property.equalsIgnoreCase("og:type")) {
      kinds.add(meta);
    }
    if (property.equalsIgnoreCase("og:title")) {
      titles.add(meta);
    }
  }

  /** Elements {@code script} with a type or another attribute. */
  List<Element> scripts() {
    return scripts;
  }

  /** Meta elements that describe the page. */
  List<Element> descriptions() {
    return descriptions;
  }

  /** Meta elements with {@code og:title}. */
  List<Element> titles() {
    return titles;
  }

  /** Meta elements with {@code og:type} or the generator. */
  List<Element> kinds() {
    return kinds;
  }

  /** Elements with {@code itemtype}. */
  List<Element> typed() {
    return typed;
  }
}
