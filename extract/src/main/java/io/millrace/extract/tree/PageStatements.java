package io.millrace.extract.tree;

import io.millrace.extract.html.Element;
import io.millrace.extract.html.HtmlDocument;
import io.millrace.extract.html.Node;
import java.util.ArrayList;
import java.util.List;

/** Elements that state something about their page, in document order. */
public final class PageStatements {

  private final List<Element> scripts = new ArrayList<>();
  private final List<Element> descriptions = new ArrayList<>();
  private final List<Element> titles = new ArrayList<>();
  private final List<Element> kinds = new ArrayList<>();
  private final List<Element> typed = new ArrayList<>();

  /** Whether the type of a script element is JSON-LD. */
  public static boolean isJsonLd(Element script) {
    return script.attr("type").strip().equalsIgnoreCase("application/ld+json");
  }

  /** Adds elements outside the body. */
  public void readHead(HtmlDocument document, Element body) {
    Node node = document;
    while (node != null) {
      if (node instanceof Element element && node != body) {
        read(element);
      }
      node = node == body ? node.followingSubtree(document) : node.following(document);
    }
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
    if (element.hasAttr("itemtype")) {
      typed.add(element);
    }
  }

  private void readMeta(Element meta) {
    String name = meta.attr("name").trim();
    String property = meta.attr("property").trim();
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

  /** Elements {@code script} with attributes. */
  public List<Element> scripts() {
    return scripts;
  }

  /** Meta elements that describe the page. */
  public List<Element> descriptions() {
    return descriptions;
  }

  /** Meta elements with {@code og:title}. */
  public List<Element> titles() {
    return titles;
  }

  /** Meta elements with {@code og:type} or the generator. */
  public List<Element> kinds() {
    return kinds;
  }

  /** Elements with {@code itemtype}. */
  public List<Element> typed() {
    return typed;
  }
}
