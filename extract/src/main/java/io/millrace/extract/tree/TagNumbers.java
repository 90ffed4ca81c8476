package io.millrace.extract.tree;

import io.millrace.extract.html.Element;
import io.millrace.extract.html.Tag;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Maps names of elements to numbers, without hashing names that {@link Tag} knows. */
public final class TagNumbers {

  private final int[] byId = new int[Tag.COUNT];
  private final Map<String, Integer> others = new HashMap<>();
  private final int none;

  /**
   * @param none number of all other names
   */
  TagNumbers(Map<String, Integer> numbers, int none) {
    this.none = none;
    Arrays.fill(byId, none);
    numbers.forEach(
        (name, number) -> {
          int id = Tag.idOf(name);
          if (id == 0) {
            others.put(name, number);
          } else {
            byId[id] = number;
          }
        });
  }

  /** Numbers names from 0 on; other names are -1. */
  public static TagNumbers inOrder(List<String> names) {
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    return new TagNumbers(numbers, -1);
  }

  public int of(Element element) {
    int id = element.id();
    return id != 0 ? byId[id] : others.getOrDefault(element.normalName(), none);
  }

  /** The same for an element of a tree; does not read the element if {@link Tag} knows its name. */
  public int of(HtmlTree tree, int number) {
    int id = tree.name(number);
    return id != 0 ? byId[id] : of(tree.element(number));
  }
}
