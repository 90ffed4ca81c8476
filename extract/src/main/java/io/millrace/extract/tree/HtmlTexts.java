package io.millrace.extract.tree;

import io.millrace.extract.html.TextNode;
import java.util.Arrays;

/**
 * The texts of a page in document order, including texts that it does not show: in templates, lists
 * of options, drawings. Each has its place among the elements of an {@link HtmlTree}.
 */
public final class HtmlTexts {

  private static final TextNode LINE_BREAK = new TextNode("\n");

  private TextNode[] texts = new TextNode[256];
  private int[] parents = new int[256];
  private int[] places = new int[256];
  private int size;

  /**
   * @param parent number of the element around it; its complement if the text is not seen
   * @param place number of elements that begin before it
   */
  void add(TextNode text, int parent, int place) {
    if (size == texts.length) {
      texts = Arrays.copyOf(texts, 2 * size);
      parents = Arrays.copyOf(parents, 2 * size);
      places = Arrays.copyOf(places, 2 * size);
    }
    texts[size] = text;
    parents[size] = parent;
    places[size++] = place;
  }

  /** Adds a line break for an element {@code br}; it is not seen. */
  void addLineBreak(int parent, int place) {
    add(LINE_BREAK, ~parent, place);
  }

  public int size() {
    return size;
  }

  public TextNode text(int number) {
    return texts[number];
  }

  /** Whether it may be text of the page, by the names of the elements around it. */
  public boolean isSeen(int number) {
    return parents[number] >= 0;
  }

  /** Number of the element around it. */
  public int parent(int number) {
    return Math.max(parents[number], ~parents[number]);
  }

  /** Number of elements of the tree that begin before it. */
  public int place(int number) {
    return places[number];
  }
}
