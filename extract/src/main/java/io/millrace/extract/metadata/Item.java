package io.millrace.extract.metadata;

import io.millrace.extract.html.Element;
import io.millrace.extract.tree.MarkupText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An item that a page describes in JSON-LD, microdata or RDFa: its types and properties by
 * schema.org names, without prefix or namespace. A value is a String, an Item, or an Element whose
 * text is the value and is read on demand.
 */
final class Item {

  private static final int MAX_NAME = 64;

  /** Property of {@link #parent} whose value is this item, "" without parent. */
  final String via;

  final Item parent;
  String id = "";
  private final Set<String> types = new LinkedHashSet<>(2);
  private final Map<String, List<Object>> values = new LinkedHashMap<>();

  Item(Item parent, String via) {
    this.parent = parent;
    this.via = parent == null ? "" : via;
  }

  Set<String> types() {
    return types;
  }

  boolean isAnyOf(Set<String> wanted) {
    for (String type : types) {
      if (wanted.contains(type)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is not a part of another item. */
  boolean isRoot() {
    return parent == null;
  }

  void addType(String type) {
    String name = shortName(type);
    if (!name.isEmpty()) {
      types.add(name);
    }
  }

  void add(String property, Object value) {
    String name = shortName(property);
    if (!name.isEmpty()) {
      values.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
    }
  }

  /** Values as stated, in order: String, Item or Element. */
  List<Object> values(String property) {
    return values.getOrDefault(property, List.of());
  }

  /** First value of a property as one line of text, or "". */
  String text(String property) {
    for (Object value : values(property)) {
      String text = textOf(value);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  /** A value as one line of text; for an item its name, headline or {@code @value}. */
  static String textOf(Object value) {
    if (value instanceof String stated) {
      return MarkupText.line(stated);
    }
    if (value instanceof Element element) {
      return MarkupText.of(element);
    }
    if (value instanceof Item item) {
      for (String property : List.of("name", "headline", "@value")) {
        for (Object inner : item.values(property)) {
          String text = inner instanceof Item ? "" : textOf(inner);
          if (!text.isEmpty()) {
            return text;
          }
        }
      }
    }
    return "";
  }

  /**
   * Removes the namespace: {@code http://schema.org/Article} and {@code schema:Article} become
   * {@code Article}.
   */
  static String shortName(String name) {
    int end = name.length();
    while (end > 0 && (name.charAt(end - 1) == '/' || name.charAt(end - 1) <= ' ')) {
      end--;
    }
    int start = end;
    while (start > 0 && "/#:".indexOf(name.charAt(start - 1)) < 0 && name.charAt(start - 1) > ' ') {
      start--;
    }
    return end - start > MAX_NAME ? "" : name.substring(start, end);
  }
}
