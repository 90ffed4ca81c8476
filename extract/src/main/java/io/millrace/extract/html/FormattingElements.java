package io.millrace.extract.html;

/**
 * The list of active formatting elements (WHATWG HTML, section 13.2.4.3). It has at most {@link
 * Limits#MAX_FORMATTING} elements; the oldest are removed.
 */
final class FormattingElements {

  /** Most equal elements after the last marker (Noah's Ark clause). */
  private static final int MOST_ALIKE = 3;

  /** Null is a marker. */
  private final Element[] items = new Element[Limits.MAX_FORMATTING];

  /** Hashes of the attributes, 0 if not yet computed. */
  private final int[] hashes = new int[Limits.MAX_FORMATTING];

  private int size;

  int size() {
    return size;
  }

  Element get(int index) {
    return items[index];
  }

  void addMarker() {
    insert(size, null);
  }

  /** Adds an element; if four are equal, removes the first. */
  void add(Element element) {
    int sameName = 0;
    for (int i = size - 1; i >= 0 && items[i] != null; i--) {
      sameName += items[i].tag == element.tag ? 1 : 0;
    }
    int hash = 0;
    if (sameName >= MOST_ALIKE) {
      hash = element.hashOfAttributes();
      removeFourth(element, hash);
    }
    insert(size, element);
    hashes[size - 1] = hash;
  }

  private void removeFourth(Element element, int hash) {
    int alike = 0;
    for (int i = size - 1; i >= 0 && items[i] != null; i--) {
      if (items[i].tag != element.tag) {
        continue;
      }
      hashes[i] = hashes[i] == 0 ? items[i].hashOfAttributes() : hashes[i];
      if (hashes[i] == hash && items[i].hasAttributesOf(element) && ++alike == MOST_ALIKE) {
        remove(i);
        return;
      }
    }
  }

  void insert(int index, Element element) {
    int at = index;
    if (size == items.length) {
      remove(0);
      at = Math.max(0, index - 1);
    }
    System.arraycopy(items, at, items, at + 1, size - at);
    System.arraycopy(hashes, at, hashes, at + 1, size - at);
    items[at] = element;
    hashes[at] = 0;
    size++;
    if (element != null) {
      element.active = true;
    }
  }

  void replace(int index, Element with) {
    items[index].active = false;
    items[index] = with;
    with.active = true;
  }

  void remove(int index) {
    if (items[index] != null) {
      items[index].active = false;
    }
    size--;
    System.arraycopy(items, index + 1, items, index, size - index);
    System.arraycopy(hashes, index + 1, hashes, index, size - index);
    items[size] = null;
  }

  void remove(Element element) {
    if (element.active) {
      remove(indexOf(element));
    }
  }

  int indexOf(Element element) {
    int index = size - 1;
    while (index >= 0 && items[index] != element) {
      index--;
    }
    return index;
  }

  /** The last one with a name after the last marker, or null. */
  Element last(int id) {
    for (int i = size - 1; i >= 0 && items[i] != null; i--) {
      if (items[i].tag.id == id) {
        return items[i];
      }
    }
    return null;
  }

  void clearToMarker() {
    boolean marker = false;
    while (size > 0 && !marker) {
      marker = items[size - 1] == null;
      remove(size - 1);
    }
  }

  /** Index of the first of the trailing elements that are not open, or {@link #size}. */
  int firstToReopen() {
    int index = size;
    while (index > 0 && items[index - 1] != null && !items[index - 1].open) {
      index--;
    }
    return index;
  }

  void cut(int newSize) {
    while (size > newSize) {
      remove(size - 1);
    }
  }
}
