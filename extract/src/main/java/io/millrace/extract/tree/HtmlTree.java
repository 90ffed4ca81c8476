package io.millrace.extract.tree;

import io.millrace.extract.html.Element;
import io.millrace.extract.html.Node;
import io.millrace.extract.html.Tag;
import io.millrace.extract.html.TextNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * The elements below a root in document order, with the data that later steps need: parents, ends
 * of subtrees, attributes, texts and text lengths. Takes time linear in the size of the page,
 * without recursion, because pages can nest to any depth.
 */
public final class HtmlTree {

  /** Cells of data tables often have one or two wrapping blocks, rarely more. */
  private static final int BLOCKS_IN_A_DATA_CELL = 2;

  /** Elements that only state something about the page. */
  private static final int STATED = HtmlTags.STATEMENT | HtmlTags.NEVER;

  private final PageStatements statements;
  private final HtmlAttributes attributes = new HtmlAttributes();
  private final HtmlTexts texts = new HtmlTexts();
  private final List<Element> elements = new ArrayList<>();
  private int[] parents = new int[1024];
  private int[] ends = new int[1024];
  private int[] lengths = new int[1024];
  private int[] linkLengths = new int[1024];
  private int[] names = new int[1024];
  private int[] tags = new int[1024];
  private int[] states = new int[1024];
  private NamedPart[] byClass = new NamedPart[1024];
  private NamedPart[] byId = new NamedPart[1024];
  private int current = -1;
  private int openLinks;
  private int embedded = -1;
  private final BitSet layoutTables = new BitSet();
  private final Deque<OpenTable> openTables = new ArrayDeque<>();

  private HtmlTree(PageStatements statements) {
    this.statements = statements;
  }

  public static HtmlTree of(Element root) {
    return of(root, new PageStatements());
  }

  /**
   * @param statements gets the elements that state something, including those that are never text
   */
  public static HtmlTree of(Element root, PageStatements statements) {
    HtmlTree tree = new HtmlTree(statements);
    tree.read(root);
    tree.sumUp();
    return tree;
  }

  /** Adds an element of embedded text that was appended to the root, with its subtree. */
  public void append(Element holder) {
    embedded = size();
    current = 0;
    read(holder);
    ends[0] = size();
    for (int i = size() - 1; i >= embedded; i--) {
      lengths[parents[i]] += lengths[i];
      linkLengths[parents[i]] += linkLengths[i];
    }
  }

  /** Number of the element of embedded text, or -1. */
  public int embedded() {
    return embedded;
  }

  public HtmlTexts texts() {
    return texts;
  }

  /** Flags of the element's attributes, as in {@link HtmlAttributes}. */
  public int states(int number) {
    return states[number];
  }

  public NamedPart namedByClass(int number) {
    return byClass[number];
  }

  public NamedPart namedById(int number) {
    return byId[number];
  }

  /** Reads values of other attributes of the page. */
  public NamedPart.Reader parts() {
    return attributes.parts();
  }

  public int size() {
    return elements.size();
  }

  public Element element(int number) {
    return elements.get(number);
  }

  /** Number of the element's name in {@link Tag}, 0 for an unknown name. */
  public int name(int number) {
    return names[number];
  }

  /** Whether the element has one of these {@link HtmlTags#flags}. */
  public boolean is(int number, int flags) {
    return (tags[number] & flags) != 0;
  }

  /** Number of the parent, -1 for the root. */
  public int parent(int number) {
    return parents[number];
  }

  /** Number after that of the last element of the subtree. */
  public int end(int number) {
    return ends[number];
  }

  public boolean contains(int ancestor, int number) {
    return number >= ancestor && number < ends[ancestor];
  }

  /** Whether a table only arranges blocks on the page. */
  public boolean isLayoutTable(int number) {
    return layoutTables.get(number);
  }

  /** Characters of text in the subtree outside links, without blanks, scripts and styles. */
  public int proseLength(int number) {
    return lengths[number] - linkLengths[number];
  }

  /** Reads a subtree; {@code current} is the element around it, before and after. */
  private void read(Element root) {
    // the element whose content is not shown, or null
    Element unseen = open(root) ? null : root;
    Node node = root.firstChild();
    Element around = root;
    while (around != null) {
      if (node == null) {
        if (unseen == null || unseen == around) {
          close();
          unseen = null;
        }
        node = around == root ? null : around.nextSibling();
        around = around == root ? null : around.parent();
      } else if (node instanceof Element element) {
        if (unseen != null) {
          openUnseen(element);
        } else if (!open(element)) {
          unseen = element;
        }
        around = element;
        node = element.firstChild();
      } else {
        if (node instanceof TextNode text) {
          read(text, unseen == null);
        }
        node = node.nextSibling();
      }
    }
  }

  private void read(TextNode node, boolean seen) {
    texts.add(node, seen ? current : ~current, size());
    if (seen) {
      int length = visibleLength(node);
      lengths[current] += length;
      linkLengths[current] += openLinks > 0 ? length : 0;
    }
  }

  /** Opens an element; returns whether its content may be text of the page. */
  private boolean open(Element element) {
    add(element);
    lookForLayout(element);
    openLinks += is(current, HtmlTags.LINK) ? 1 : 0;
    if ((states[current] & HtmlAttributes.ITEMTYPE) != 0 || (tags[current] & STATED) == STATED) {
      statements.read(element);
    }
    if (names[current] == Tag.BR) {
      texts.addLineBreak(current, size());
    }
    return !is(current, HtmlTags.NEVER);
  }

  private void openUnseen(Element element) {
    statements.read(element);
    if (element.id() == Tag.BR) {
      texts.addLineBreak(current, size());
    }
  }

  private void close() {
    ends[current] = size();
    openLinks -= is(current, HtmlTags.LINK) ? 1 : 0;
    if (!openTables.isEmpty() && openTables.peek().number == current) {
      openTables.pop();
    }
    current = parents[current];
  }

  /**
   * A table is layout if it contains another table, if a cell contains several blocks, or if its
   * role says so.
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
      names = Arrays.copyOf(names, 2 * number);
      tags = Arrays.copyOf(tags, 2 * number);
      states = Arrays.copyOf(states, 2 * number);
      byClass = Arrays.copyOf(byClass, 2 * number);
      byId = Arrays.copyOf(byId, 2 * number);
    }
    elements.add(element);
    states[number] = attributes.read(element);
    byClass[number] = attributes.byClass();
    byId[number] = attributes.byId();
    names[number] = element.id();
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

  private static int visibleLength(TextNode text) {
    char[] characters = text.characters();
    int length = 0;
    int end = text.end();
    for (int i = text.start(); i < end; i++) {
      length += characters[i] > ' ' ? 1 : 0;
    }
    return length;
  }
}
