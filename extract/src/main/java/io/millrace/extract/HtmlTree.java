package io.millrace.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * The elements below a root in document order, with what is needed to judge them without going down
 * again: parents, ends of subtrees, amounts of text. Everything is linear in the size of the page
 * and without recursion, because pages nest as deep as they like.
 */
final class HtmlTree implements NodeFilter {

  /** Cells of data tables are often wrapped in a div or two, seldom in more. */
  private static final int BLOCKS_IN_A_DATA_CELL = 2;

  private final List<Element> elements = new ArrayList<>();
  private int[] parents = new int[256];
  private int[] ends = new int[256];
  private int[] lengths = new int[256];
  private int[] linkLengths = new int[256];
  private int[] tags = new int[256];
  private int current = -1;
  private int openLinks;
  private final BitSet layoutTables = new BitSet();
  private final Deque<OpenTable> openTables = new ArrayDeque<>();

  private HtmlTree() {}

  static HtmlTree of(Element root) {
    HtmlTree tree = new HtmlTree();
    root.filter(tree);
    tree.sumUp();
    return tree;
  }

  int size() {
    return elements.size();
  }

  Element element(int number) {
    return elements.get(number);
  }

  /** What {@link HtmlTags#flags} says of the element. */
  int tag(int number) {
    return tags[number];
  }

  /** Whether it says one of these. */
  boolean is(int number, int flags) {
    return (tags[number] & flags) != 0;
  }

  /** Number of the parent, -1 for the root. */
  int parent(int number) {
    return parents[number];
  }

  /** Number after the last element of the subtree. */
  int end(int number) {
    return ends[number];
  }

  boolean contains(int ancestor, int number) {
    return number >= ancestor && number < ends[ancestor];
  }

  /** Whether a table only arranges blocks on the page. */
  boolean isLayoutTable(int number) {
    return layoutTables.get(number);
  }

  /**
   * Characters of text in the subtree, blanks left out; scripts, styles and the like not counted.
   */
  int length(int number) {
    return lengths[number];
  }

  /** Those of them outside links. */
  int proseLength(int number) {
    return lengths[number] - linkLengths[number];
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof Element element) {
      add(element);
      lookForLayout(element);
      openLinks += is(current, HtmlTags.LINK) ? 1 : 0;
      return is(current, HtmlTags.NEVER) ? FilterResult.SKIP_CHILDREN : FilterResult.CONTINUE;
    }
    if (node instanceof TextNode text && current >= 0) {
      int length = visibleLength(text.getWholeText());
      lengths[current] += length;
      linkLengths[current] += openLinks > 0 ? length : 0;
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element) {
      ends[current] = elements.size();
      openLinks -= is(current, HtmlTags.LINK) ? 1 : 0;
      if (!openTables.isEmpty() && openTables.peek().number == current) {
        openTables.pop();
      }
      current = parents[current];
    }
    return FilterResult.CONTINUE;
  }

  /**
   * A table is layout when another one stands in it, when a cell holds several blocks, or when it
   * says so.
   */
  private void lookForLayout(Element element) {
    OpenTable table = openTables.peek();
    if (is(current, HtmlTags.TABLE)) {
      if (table != null) {
        layoutTables.set(table.number);
      }
      openTables.push(new OpenTable(current));
      String role = element.attr("role");
      if (role.equals("presentation") || role.equals("none")) {
        layoutTables.set(current);
      }
    } else if (table != null && is(current, HtmlTags.CELL)) {
      table.blocksInCell = 0;
    } else if (table != null
        && (tags[current] & (HtmlTags.BLOCK | HtmlTags.TABLE_PART)) == HtmlTags.BLOCK) {
      table.blocksInCell++;
      if (table.blocksInCell > BLOCKS_IN_A_DATA_CELL) {
        layoutTables.set(table.number);
      }
    }
  }

  private void add(Element element) {
    int number = elements.size();
    if (number == parents.length) {
      parents = Arrays.copyOf(parents, 2 * number);
      ends = Arrays.copyOf(ends, 2 * number);
      lengths = Arrays.copyOf(lengths, 2 * number);
      linkLengths = Arrays.copyOf(linkLengths, 2 * number);
      tags = Arrays.copyOf(tags, 2 * number);
    }
    elements.add(element);
    tags[number] = HtmlTags.flags(element);
    parents[number] = current;
    current = number;
  }

  private void sumUp() {
    for (int i = elements.size() - 1; i > 0; i--) {
      lengths[parents[i]] += lengths[i];
      linkLengths[parents[i]] += linkLengths[i];
    }
  }

  private static final class OpenTable {
    final int number;
    int blocksInCell;

    OpenTable(int number) {
      this.number = number;
    }
  }

  private static int visibleLength(String text) {
    int length = 0;
    int end = text.length();
    for (int i = 0; i < end; i++) {
      length += text.charAt(i) > ' ' ? 1 : 0;
    }
    return length;
  }
}
