package io.millrace.extract;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.NodeFilter.FilterResult;

/** Elements that state something of their page, in document order. */
final class PageStatements {

  private final List<Element> scripts = new ArrayList<>();
  private final List<Element> descriptions = new ArrayList<>();
  private final List<Element> titles = new ArrayList<>();
  private final List<Element> kinds = new ArrayList<>();
  private final List<Element> typed = new ArrayList<>();

  /** Adds what stands outside the body. */
  void readHead(Document document, Element body) {
    document.filter(
        (node, depth) -> {
          if (node == body) {
            return FilterResult.SKIP_ENTIRELY;
          }
          if (node instanceof Element element) {
            read(element);
          }
          return FilterResult.CONTINUE;
        });
  }

  /** Adds an element if it states something. */
  void read(Element element) {
    if (element.attributesSize() == 0) {
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
