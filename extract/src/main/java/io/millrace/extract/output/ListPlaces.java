package io.millrace.extract.output;

import io.millrace.extract.tree.HtmlTags;
import io.millrace.extract.tree.HtmlTree;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds the lists and quotations around the blocks of a page, and the numbers of list items. Lists
 * that only arrange sections, such as cards with headings, are layout and are ignored.
 */
final class ListPlaces {

  /** Deeper lists and quotations are written at this depth, to keep indents short. */
  static final int MAX_DEPTH = 8;

  private static final int LARGEST_ORDINAL = 999_999_999;

  private final HtmlTree tree;
  private final BitSet layout = new BitSet();

  /** By element: the innermost item or quotation that is or contains it, or 0. */
  private final int[] nearest;

  private final int[] ordinals;
  private final int[] terms;
  private final int[] path = new int[MAX_DEPTH];

  ListPlaces(HtmlTree tree) {
    this.tree = tree;
    ordinals = new int[tree.size()];
    terms = new int[tree.size()];
    findLayout();
    nearest = new int[tree.size()];
    for (int i = 1; i < tree.size(); i++) {
      nearest[i] = isQuote(i) || isItem(i) ? i : nearest[tree.parent(i)];
    }
    findTerms();
    countItems();
  }

  /** Numbers of the items and quotations around a block, outermost first. */
  int[] around(int owner) {
    int depth = 0;
    for (int at = nearest[owner]; at > 0; at = nearest[tree.parent(at)]) {
      depth++;
    }
    int left = depth;
    for (int at = nearest[owner]; at > 0; at = nearest[tree.parent(at)]) {
      left--;
      if (left < MAX_DEPTH) {
        path[left] = at;
      }
    }
    return Arrays.copyOf(path, Math.min(depth, MAX_DEPTH));
  }

  boolean isQuote(int element) {
    return tree.element(element).nameIs("blockquote");
  }

  boolean isOrdered(int item) {
    return tree.element(item).nameIs("li") && tree.element(tree.parent(item)).nameIs("ol");
  }

  /** Number of an item in an ordered list, 0..999,999,999. */
  int ordinal(int item) {
    return ordinals[item];
  }

  /** The term that a definition explains, or -1. */
  int termOf(int element) {
    return terms[element];
  }

  private boolean isItem(int element) {
    return isItem(tree.element(element).normalName()) && !layout.get(tree.parent(element));
  }

  private static boolean isItem(String name) {
    return name.equals("li") || name.equals("dt") || name.equals("dd");
  }

  /** A list is layout if an item contains sections, or a definition more than one block. */
  private void findLayout() {
    int[] sections = new int[tree.size()];
    int[] blocks = new int[tree.size()];
    for (int i = tree.size() - 1; i > 0; i--) {
      String name = tree.element(i).normalName();
      int parent = tree.parent(i);
      if (isItem(name)) {
        boolean several = !name.equals("li") && blocks[i] > 1;
        layout.set(parent, layout.get(parent) || several || sections[i] > 0);
      }
      boolean section =
          HtmlTags.isHeading(name) || name.equals("article") || name.equals("section");
      sections[parent] += sections[i] + (section ? 1 : 0);
      blocks[parent] += blocks[i] + (isTextBlock(name) ? 1 : 0);
    }
  }

  private static boolean isTextBlock(String name) {
    return switch (name) {
      case "p", "pre", "ul", "ol", "dl", "table", "blockquote" -> true;
      default -> false;
    };
  }

  private void findTerms() {
    int[] last = new int[tree.size()];
    Arrays.fill(last, -1);
    Arrays.fill(terms, -1);
    for (int i = 1; i < tree.size(); i++) {
      if (tree.element(i).nameIs("dt")) {
        last[tree.parent(i)] = i;
      } else if (tree.element(i).nameIs("dd")) {
        terms[i] = last[tree.parent(i)];
      }
    }
  }

  private void countItems() {
    int[] items = new int[tree.size()];
    for (int i = 1; i < tree.size(); i++) {
      items[tree.parent(i)] += tree.element(i).nameIs("li") ? 1 : 0;
    }
    for (int i = 0; i < tree.size(); i++) {
      if (tree.element(i).nameIs("ol")) {
        boolean down = tree.element(i).hasAttr("reversed");
        items[i] = number(tree.element(i).attr("start"), down ? items[i] : 1);
      } else if (tree.element(i).nameIs("li")) {
        int list = i == 0 ? 0 : tree.parent(i);
        ordinals[i] = number(tree.element(i).attr("value"), items[list]);
        int next = ordinals[i] + (tree.element(list).hasAttr("reversed") ? -1 : 1);
        items[list] = Math.max(0, Math.min(LARGEST_ORDINAL, next));
      }
    }
  }

  static int number(String stated, int otherwise) {
    if (stated.isEmpty() || stated.length() > 9) {
      return otherwise;
    }
    int number = 0;
    for (int i = 0; i < stated.length(); i++) {
      char c = stated.charAt(i);
      if (c < '0' || c > '9') {
        return otherwise;
      }
      number = 10 * number + c - '0';
    }
    return number;
  }
}
