package io.millrace.extract.metadata;

import io.millrace.extract.html.AttributeName;
import io.millrace.extract.html.Element;
import io.millrace.extract.html.HtmlDocument;
import io.millrace.extract.html.Node;
import io.millrace.extract.html.Tag;
import io.millrace.extract.tree.HtmlAttributes;
import io.millrace.extract.tree.HtmlTags;
import io.millrace.extract.tree.HtmlTree;
import io.millrace.extract.tree.MarkupText;
import io.millrace.extract.tree.NamedPart;
import io.millrace.extract.tree.PageStatements;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Collects in one pass what the markup of a page states: meta and link elements, JSON-LD, microdata
 * and RDFa items, and the elements in which pages usually show title, author and date. Counts and
 * lengths are limited; later statements are left out.
 */
public final class HtmlStatements {

  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final int MAX_METAS = 2_000;
  private static final int MAX_ITEMS = 20_000;
  private static final int MAX_VALUES = 100_000;
  private static final int MAX_NAME = 64;
  private static final int MAX_VALUE = 20_000;
  private static final int MAX_ELEMENTS = 100;
  private static final int MAX_HINTS = 300;

  private static final int ITEM =
      HtmlAttributes.ITEMPROP | HtmlAttributes.ITEMSCOPE | HtmlAttributes.TYPEOF;

  private static final int LINK = HtmlAttributes.REL | HtmlAttributes.LICENCE;

  private final Map<String, List<String>> metas = new HashMap<>();
  private final Map<String, List<Element>> links = new HashMap<>();
  private final Map<String, List<Element>> elements = new HashMap<>();
  private final List<Item> items = new ArrayList<>();
  private final JsonLd jsonLd = new JsonLd(items);
  private final Deque<Scope> scopes = new ArrayDeque<>();
  private final int[] hintCounts = new int[HintKind.values().length];
  private final List<Hint> hints = new ArrayList<>();
  private int order;

  /** Number after the subtree of the current element; 0 in the head, where items do not nest. */
  private int end;

  private int metaCount;
  private int values;

  /** What an element probably shows, by its class, id or relation. */
  enum HintKind {
    HEADLINE,
    AUTHOR,
    DATE
  }

  /**
   * An element that probably shows something.
   *
   * @param order its position among the elements of the page
   */
  record Hint(HintKind kind, Element element, int order) {}

  /** An item, and the number after the last element that describes it. */
  private record Scope(int end, Item item) {}

  private HtmlStatements() {}

  /**
   * @param tree of the document's body
   */
  public static HtmlStatements of(HtmlDocument document, HtmlTree tree) {
    HtmlStatements statements = new HtmlStatements();
    for (Element html = document.firstElementChild();
        html != null;
        html = html.nextElementSibling()) {
      if (html.nameIs("html")) {
        // an item on the root element extends to the end of the body
        statements.end = tree.size();
        statements.read(html);
        break;
      }
    }
    statements.end = 0;
    statements.readHead(document.head());
    for (int i = 0; i < tree.size(); i++) {
      while (!statements.scopes.isEmpty() && statements.scopes.peek().end() <= i) {
        statements.scopes.pop();
      }
      statements.end = tree.end(i);
      statements.read(tree, i);
    }
    return statements;
  }

  /** Contents of the meta elements with a name, property or http-equiv, in lower case. */
  List<String> metas(String name) {
    return metas.getOrDefault(name, List.of());
  }

  /** First content of {@link #metas} that is not blank, as one line, or "". */
  String meta(String name) {
    for (String content : metas(name)) {
      String line = MarkupText.line(content);
      if (!line.isEmpty()) {
        return line;
      }
    }
    return "";
  }

  /** Whether all meta elements were read. */
  boolean hasAllMetas() {
    return metaCount <= MAX_METAS;
  }

  /** Elements {@code link} and {@code a} with a relation that states something about the page. */
  List<Element> links(String relation) {
    return links.getOrDefault(relation, List.of());
  }

  /** The first elements with a name: html, title, base. */
  public List<Element> elements(String name) {
    return elements.getOrDefault(name, List.of());
  }

  /** Elements that probably show headline, author or date, in document order. */
  List<Hint> hints() {
    return hints;
  }

  /** All items in document order, parents before parts. */
  List<Item> items() {
    return items;
  }

  private void readHead(Element head) {
    Node node = head;
    while (node != null) {
      boolean drawing = false;
      if (node instanceof Element element) {
        read(element);
        drawing = element.nameIs("svg");
      }
      node = drawing ? node.followingSubtree(head) : node.following(head);
    }
  }

  /** Reads an element of the body, whose attributes the tree has read already. */
  private void read(HtmlTree tree, int number) {
    order++;
    Element element = tree.element(number);
    int states = tree.states(number);
    // most elements that may state something are links, which rarely do
    if (tree.is(number, HtmlTags.STATEMENT)
        && (!tree.is(number, HtmlTags.LINK) || (states & LINK) != 0)) {
      readName(element);
    }
    if (states == 0) {
      return;
    }
    boolean item = (states & ITEM) != 0;
    if (item || !scopes.isEmpty()) {
      readMicrodata(element);
    }
    if (!mayShow(tree.name(number))) {
      return;
    }
    int kinds = tree.namedByClass(number).hints() | tree.namedById(number).hints();
    if ((states & HtmlAttributes.ITEMPROP) != 0) {
      kinds |= tree.parts().of(element.attr(AttributeName.ITEMPROP)).hints();
    }
    if ((states & HtmlAttributes.REL) != 0 && tree.is(number, HtmlTags.LINK)) {
      kinds |= tree.parts().of(element.attr(AttributeName.REL)).hints();
    }
    addHints(element, kinds);
  }

  private void read(Element element) {
    order++;
    readName(element);
    if (element.attributesSize() > 0) {
      readMicrodata(element);
      if (!mayShow(element.id())) {
        return;
      }
      int kinds = NamedPart.hintsIn(element.attr(AttributeName.CLASS));
      kinds |= NamedPart.hintsIn(element.attr(AttributeName.ID));
      kinds |= NamedPart.hintsIn(element.attr(AttributeName.ITEMPROP));
      kinds |= element.nameIs("a") ? NamedPart.hintsIn(element.attr(AttributeName.REL)) : 0;
      addHints(element, kinds);
    }
  }

  private void readName(Element element) {
    switch (element.normalName()) {
      case "meta" -> readMeta(element);
      case "link", "a" -> readLink(element);
      case "script" -> {
        if (PageStatements.isJsonLd(element)) {
          jsonLd.read(element.data());
        }
      }
      case "html", "title", "base" -> keep(elements, element.normalName(), element);
      case "h1" -> hint(HintKind.HEADLINE, element);
      default -> {}
    }
  }

  private void readMeta(Element meta) {
    if (metaCount++ >= MAX_METAS) {
      return;
    }
    String content = MarkupText.head(meta.attr(AttributeName.CONTENT), MAX_VALUE);
    addMeta(meta.attr(AttributeName.PROPERTY), content);
    addMeta(meta.attr(AttributeName.NAME), content);
    addMeta(meta.attr(AttributeName.HTTP_EQUIV), content);
    if (scopes.isEmpty()) {
      addMeta(meta.attr(AttributeName.ITEMPROP), content);
    }
  }

  private void addMeta(String name, String content) {
    if (!name.isEmpty() && name.length() <= MAX_NAME) {
      String key = name.strip().toLowerCase(Locale.ROOT);
      metas.computeIfAbsent(key, any -> new ArrayList<>(1)).add(content);
    }
  }

  private void readLink(Element link) {
    if (link.nameIs("a") && link.attr(AttributeName.HREF).contains(HtmlAttributes.LICENCES)) {
      keep(links, "creativecommons", link);
    }
    String relations = link.attr(AttributeName.REL);
    if (relations.isEmpty() || relations.length() > MAX_NAME) {
      return;
    }
    for (String relation : SPACES.split(relations.strip().toLowerCase(Locale.ROOT))) {
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

  /** Whether elements with this number of a name can show something. */
  private static boolean mayShow(int name) {
    return name != Tag.META && name != Tag.LINK && name != Tag.BODY && name != Tag.HTML;
  }

  private void addHints(Element element, int kinds) {
    boolean time = element.nameIs("time");
    if (kinds == 0 && !time) {
      return;
    }
    if ((kinds & NamedPart.AUTHOR) != 0) {
      hint(HintKind.AUTHOR, element);
    }
    if ((kinds & NamedPart.DATE) != 0 || time) {
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

  private void readMicrodata(Element element) {
    boolean scope = element.hasAttr(AttributeName.ITEMSCOPE);
    boolean typed = !scope && element.hasAttr(AttributeName.TYPEOF);
    String properties = element.attr(AttributeName.ITEMPROP);
    if (properties.isEmpty() && !scope && !typed && scopes.isEmpty()) {
      return;
    }
    if (properties.isEmpty() && !scopes.isEmpty() && !element.nameIs("meta")) {
      properties = element.attr(AttributeName.PROPERTY);
    }
    if (scope || typed) {
      open(
          element, element.attr(scope ? AttributeName.ITEMTYPE : AttributeName.TYPEOF), properties);
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
    for (String type : SPACES.split(MarkupText.head(types, 4 * MAX_NAME).strip())) {
      item.addType(type);
    }
    items.add(item);
    if (parent != null && values < MAX_VALUES) {
      add(parent, properties, item);
    }
    scopes.push(new Scope(end, item));
  }

  private void add(Item item, String properties, Object value) {
    for (String property : SPACES.split(MarkupText.head(properties, 4 * MAX_NAME).strip())) {
      item.add(property, value);
      values++;
    }
  }

  /** Value of a property (HTML, section 5.2.4). */
  private static Object valueOf(Element element) {
    if (element.hasAttr(AttributeName.CONTENT)) {
      return MarkupText.head(element.attr(AttributeName.CONTENT), MAX_VALUE);
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
    // a name is often a link: take its text, not its URL
    boolean text =
        attribute.isEmpty()
            || !element.hasAttr(attribute)
            || attribute.equals("href") && !element.attr(AttributeName.ITEMPROP).contains("url");
    return text ? element : MarkupText.head(element.attr(attribute), MAX_VALUE);
  }
}
