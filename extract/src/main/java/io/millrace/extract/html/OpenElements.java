package io.millrace.extract.html;

import java.util.Arrays;

/**
 * The stack of open elements (WHATWG HTML, section 13.2.4.2) with the insertion modes of the
 * templates among them (13.2.4.1). It counts the open elements of each name, so that most scope
 * checks need no search. The first element is never removed.
 */
final class OpenElements {

  private Element[] items = new Element[64];
  private int size;

  /** By number of a name: open elements of HTML. */
  private final int[] counts = new int[Tag.COUNT];

  private int[] templateModes = new int[8];

  int size() {
    return size;
  }

  Element get(int index) {
    return items[index];
  }

  /** Null if there is no element yet. */
  Element current() {
    return size == 0 ? null : items[size - 1];
  }

  /** Whether the current one is an element of HTML with this name. */
  boolean isCurrent(int id) {
    return size > 0 && items[size - 1].is(id);
  }

  int count(int id) {
    return counts[id];
  }

  void push(Element element) {
    insert(size, element);
  }

  void insert(int index, Element element) {
    if (size == items.length) {
      items = Arrays.copyOf(items, 2 * size);
    }
    System.arraycopy(items, index, items, index + 1, size - index);
    items[index] = element;
    size++;
    element.open = true;
    if (element.namespace == Element.HTML) {
      counts[element.tag.id]++;
    }
  }

  /** Removes the current element, unless it is the first. */
  void pop() {
    if (size > 1) {
      size--;
      close(items[size]);
      items[size] = null;
    }
  }

  private void close(Element element) {
    element.open = false;
    if (element.namespace == Element.HTML) {
      counts[element.tag.id]--;
    }
  }

  void remove(Element element) {
    int index = indexOf(element);
    if (index > 0) {
      close(element);
      System.arraycopy(items, index + 1, items, index, size - index - 1);
      items[--size] = null;
    }
  }

  /** Replaces an element by one with the same name. */
  void replace(int index, Element with) {
    items[index].open = false;
    items[index] = with;
    with.open = true;
  }

  int indexOf(Element element) {
    int index = size - 1;
    while (index >= 0 && items[index] != element) {
      index--;
    }
    return index;
  }

  /**
   * Removes all elements down to and including the nearest one with this name, which must be open.
   */
  void popThrough(int id) {
    boolean found = false;
    while (size > 1 && !found) {
      found = items[size - 1].is(id);
      pop();
    }
  }

  void popTo(int newSize) {
    while (size > Math.max(1, newSize)) {
      pop();
    }
  }

  /** Removes all elements above the nearest one with one of three names, or above a template. */
  void clearTo(int one, int two, int three) {
    while (size > 1) {
      Element top = items[size - 1];
      if (top.is(one) || top.is(two) || top.is(three) || top.is(Tag.TEMPLATE)) {
        return;
      }
      pop();
    }
  }

  /**
   * Generates implied end tags (section 13.2.6.3).
   *
   * @param except number of a name that stays open, or 0
   */
  void closeImplied(int except) {
    while (size > 1) {
      Element top = items[size - 1];
      if (top.namespace != Element.HTML
          || !top.tag.is(Tag.IS_IMPLIED_END)
          || top.tag.id == except) {
        return;
      }
      pop();
    }
  }

  void closeImpliedThoroughly() {
    while (size > 1
        && items[size - 1].namespace == Element.HTML
        && items[size - 1].tag.is(Tag.IS_THOROUGH_END)) {
      pop();
    }
  }

  boolean inScope(int id) {
    return counts[id] > 0 && inScope(id, 0, 0);
  }

  boolean inButtonScope(int id) {
    return counts[id] > 0 && inScope(id, Tag.BUTTON, 0);
  }

  boolean inListScope(int id) {
    return counts[id] > 0 && inScope(id, Tag.OL, Tag.UL);
  }

  /**
   * @param end another name that ends the scope, or 0
   * @param otherEnd the same
   */
  private boolean inScope(int id, int end, int otherEnd) {
    for (int i = size - 1; i >= 0; i--) {
      Element element = items[i];
      int own = element.tag.id;
      if (element.namespace == Element.HTML) {
        if (own == id) {
          return true;
        }
        if (element.tag.is(Tag.IS_SCOPE) || own != 0 && (own == end || own == otherEnd)) {
          return false;
        }
      } else if (endsScope(element)) {
        return false;
      }
    }
    return false;
  }

  private static boolean endsScope(Element foreign) {
    return foreign.namespace == Element.MATHML
        ? foreign.tag.is(Tag.IS_MATHML_TEXT) || foreign.tag.id == Tag.ANNOTATION_XML
        : foreign.tag.is(Tag.IS_SVG_HTML);
  }

  boolean isInScope(Element wanted) {
    for (int i = size - 1; i >= 0 && wanted.open; i--) {
      Element element = items[i];
      if (element == wanted) {
        return true;
      }
      if (element.namespace == Element.HTML ? element.tag.is(Tag.IS_SCOPE) : endsScope(element)) {
        return false;
      }
    }
    return false;
  }

  boolean headingInScope() {
    for (int i = size - 1; i >= 0; i--) {
      Element element = items[i];
      if (element.namespace == Element.HTML) {
        if (element.tag.is(Tag.IS_HEADING)) {
          return true;
        }
        if (element.tag.is(Tag.IS_SCOPE)) {
          return false;
        }
      } else if (endsScope(element)) {
        return false;
      }
    }
    return false;
  }

  void popThroughHeading() {
    boolean found = false;
    while (size > 1 && !found) {
      Element top = items[size - 1];
      found = top.namespace == Element.HTML && top.tag.is(Tag.IS_HEADING);
      pop();
    }
  }

  boolean inTableScope(int id) {
    for (int i = size - 1; i >= 0 && counts[id] > 0; i--) {
      Element element = items[i];
      if (element.is(id)) {
        return true;
      }
      if (element.namespace == Element.HTML && element.tag.is(Tag.IS_TABLE_SCOPE)) {
        return false;
      }
    }
    return false;
  }

  /** Special elements (section 13.2.4.2), in any namespace. */
  static boolean isSpecial(Element element) {
    return element.namespace == Element.HTML ? element.tag.is(Tag.IS_SPECIAL) : endsScope(element);
  }

  /** Mode of the innermost open template. */
  int templateMode() {
    return templateModes[counts[Tag.TEMPLATE] - 1];
  }

  /** Sets the mode of the innermost open template; does nothing if the depth limit removed it. */
  void setTemplateMode(int mode) {
    int index = counts[Tag.TEMPLATE] - 1;
    if (index < 0) {
      return;
    }
    if (index == templateModes.length) {
      templateModes = Arrays.copyOf(templateModes, 2 * index);
    }
    templateModes[index] = mode;
  }
}
