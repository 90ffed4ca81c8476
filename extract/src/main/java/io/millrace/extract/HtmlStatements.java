package io.millrace.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeFilter;

/**
 * What the markup of a page states beside its text, gathered in one pass: meta and link elements,
 * JSON-LD, microdata and RDFa items, and the elements in which pages usually show title, author and
 * date. Counts and lengths are bounded; what comes later is left out.
 */
final class HtmlStatements implements NodeFilter {

  private static final int MAX_METAS = 2_000;
  private static final int MAX_ITEMS = 20_000;
  private static final int MAX_VALUES = 100_000;
  private static final int MAX_NAME = 64;
  private static final int MAX_VALUE = 20_000;
  private static final int MAX_ELEMENTS = 100;
  private static final int MAX_HINTS = 300;

  private final Map<String, List<String>> metas = new HashMap<>();
  private final Map<String, List<Element>> links = new HashMap<>();
  private final Map<String, List<Element>> elements = new HashMap<>();
  private final List<Item> items = new ArrayList<>();
  private final JsonLd jsonLd = new JsonLd(items);
  private final Deque<Scope> scopes = new ArrayDeque<>();
  private final int[] hintCounts = new int[HintKind.values().length];
  private final List<Hint> hints = new ArrayList<>();
  private int order;
  private int metaCount;
  private int values;

  /** What an element is likely to show, by its class, id or relation. */
  enum HintKind {
    HEADLINE,
    AUTHOR,
    DATE
  }

  /**
   * An element that is likely to show something.
   *
   * @param order its place among the elements of the page
   */
  record Hint(HintKind kind, Element element, int order) {}

  /** An element that describes an item, and the item. */
  private record Scope(Element element, Item item) {}

  private HtmlStatements() {}

  static HtmlStatements of(Document document) {
    HtmlStatements statements = new HtmlStatements();
    document.filter(statements);
    return statements;
  }

  /** Contents of the meta elements with a name, property or http-equiv, in lower case. */
  List<String> metas(String name) {
    return metas.getOrDefault(name, List.of());
  }

  /** First content that is not blank, as one line, or "". */
  String meta(String name) {
    for (String content : metas(name)) {
      String line = MarkupText.line(content);
      if (!line.isEmpty()) {
        return line;
      }
    }
    return "";
  }

  /** Names of all meta elements, in no order. */
  Map<String, List<String>> metas() {
    return metas;
  }

  /** Elements {@code link} and {@code a} with a relation that says something of the page. */
  List<Element> links(String relation) {
    return links.getOrDefault(relation, List.of());
  }

  /** The first elements with a name: html, title, base. */
  List<Element> elements(String name) {
    return elements.getOrDefault(name, List.of());
  }

  /** Elements that are likely to show headline, author or date, in document order. */
  List<Hint> hints() {
    return hints;
  }

  /** All things described, in document order, parents before parts. */
  List<Item> items() {
    return items;
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (!(node instanceof Element element)) {
      return FilterResult.CONTINUE;
    }
    order++;
    switch (element.normalName()) {
      case "svg" -> {
        // a title in there is that of a picture
        return FilterResult.SKIP_CHILDREN;
      }
      case "meta" -> readMeta(element);
      case "link", "a" -> readLink(element);
      case "script" -> {
        if (element.attr("type").strip().equalsIgnoreCase("application/ld+json")) {
          jsonLd.read(element.data());
        }
      }
      case "html", "title", "base" -> keep(elements, element.normalName(), element);
      case "h1" -> hint(HintKind.HEADLINE, element);
      default -> {}
    }
    if (element.attributesSize() > 0) {
      readMicrodata(element);
      readHints(element);
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (!scopes.isEmpty() && scopes.peek().element() == node) {
      scopes.pop();
    }
    return FilterResult.CONTINUE;
  }

  private void readMeta(Element meta) {
    if (metaCount++ >= MAX_METAS) {
      return;
    }
    String content = MarkupText.head(meta.attr("content"), MAX_VALUE);
    addMeta(meta.attr("property"), content);
    addMeta(meta.attr("name"), content);
    addMeta(meta.attr("http-equiv"), content);
    if (scopes.isEmpty()) {
      addMeta(meta.attr("itemprop"), content);
    }
  }

  private void addMeta(String name, String content) {
    if (!name.isEmpty() && name.length() <= MAX_NAME) {
      String key = name.strip().toLowerCase(Locale.ROOT);
      metas.computeIfAbsent(key, any -> new ArrayList<>(1)).add(content);
    }
  }

  private void readLink(Element link) {
    if (link.nameIs("a") && link.attr("href").contains("creativecommons.org/")) {
      keep(links, "creativecommons", link);
    }
    String relations = link.attr("rel");
    if (relations.isEmpty() || relations.length() > MAX_NAME) {
      return;
    }
    for (String relation : relations.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
      switch (relation) {
        case "canonical", "license", "author", "tdm-policy", "amphtml" ->
            keep(links, relation, link);
        default -> {}
      }
    }
  }

  private static void keep(Map<String, List<Element>> lists, String name, Element element) {
    List<Element> list = lists.computeIfAbsent(name, any -> new ArrayList<>(2));
    if (list.size() < MAX_ELEMENTS) {
      list.add(element);
    }
  }

  private void readHints(Element element) {
    String name = element.normalName();
    if (name.equals("meta") || name.equals("link") || name.equals("body") || name.equals("html")) {
      return;
    }
    int kinds = hintsIn(element.attr("class")) | hintsIn(element.attr("id"));
    kinds |= hintsIn(element.attr("itemprop")) | hintsIn(element.attr("rel"));
    if ((kinds & 1) != 0) {
      hint(HintKind.AUTHOR, element);
    }
    if ((kinds & 2) != 0 || name.equals("time")) {
      hint(HintKind.DATE, element);
    }
  }

  private void hint(HintKind kind, Element element) {
    int index = kind.ordinal();
    if (hintCounts[index] < MAX_HINTS) {
      hintCounts[index]++;
      hints.add(new Hint(kind, element, order));
    }
  }

  /** Bit 1: author, bit 2: date. */
  private static int hintsIn(String attribute) {
    int end = Math.min(attribute.length(), 256);
    int found = 0;
    for (int i = 0; i + 4 <= end; i++) {
      int letter = attribute.charAt(i) | 0x20;
      if (letter == 'a' && has(attribute, i, "author")
          || letter == 'b' && has(attribute, i, "byline")
          || letter == 'u' && has(attribute, i, "username")) {
        found |= 1;
      } else if (letter == 'd' && has(attribute, i, "date")
          || letter == 'p' && (has(attribute, i, "publish") || has(attribute, i, "posted"))
          || letter == 't' && has(attribute, i, "time")) {
        found |= 2;
      }
    }
    return found;
  }

  private static boolean has(String attribute, int at, String word) {
    return attribute.regionMatches(true, at, word, 0, word.length());
  }

  private void readMicrodata(Element element) {
    boolean scope = element.hasAttr("itemscope");
    boolean typed = !scope && element.hasAttr("typeof");
    String properties = element.attr("itemprop");
    if (properties.isEmpty() && !scopes.isEmpty() && !element.nameIs("meta")) {
      properties = element.attr("property");
    }
    if (scope || typed) {
      open(element, element.attr(scope ? "itemtype" : "typeof"), properties);
    } else if (!properties.isEmpty() && !scopes.isEmpty() && values < MAX_VALUES) {
      add(scopes.peek().item(), properties, valueOf(element));
    }
  }

  private void open(Element element, String types, String properties) {
    if (items.size() >= MAX_ITEMS || element.normalName().equals("meta")) {
      return;
    }
    Item parent = properties.isEmpty() || scopes.isEmpty() ? null : scopes.peek().item();
    Item item = new Item(parent, Item.shortName(MarkupText.head(properties, MAX_NAME)));
    for (String type : MarkupText.head(types, 4 * MAX_NAME).strip().split("\\s+")) {
      item.addType(type);
    }
    items.add(item);
    if (parent != null && values < MAX_VALUES) {
      add(parent, properties, item);
    }
    scopes.push(new Scope(element, item));
  }

  private void add(Item item, String properties, Object value) {
    for (String property : MarkupText.head(properties, 4 * MAX_NAME).strip().split("\\s+")) {
      item.add(property, value);
      values++;
    }
  }

  /** HTML, section 5.2.4: what the value of a property is. */
  private static Object valueOf(Element element) {
    if (element.hasAttr("content")) {
      return MarkupText.head(element.attr("content"), MAX_VALUE);
    }
    String attribute =
        switch (element.normalName()) {
          case "a", "area", "link" -> "href";
          case "audio", "embed", "iframe", "img", "source", "track", "video" -> "src";
          case "object" -> "data";
          case "data", "meter" -> "value";
          case "time" -> "datetime";
          default -> "";
        };
    // a name is often a link, whose address nobody wants for it
    boolean text =
        attribute.isEmpty()
            || !element.hasAttr(attribute)
            || attribute.equals("href") && !element.attr("itemprop").contains("url");
    return text ? element : MarkupText.head(element.attr(attribute), MAX_VALUE);
  }
}
