package io.millrace.extract.output;

import io.millrace.extract.blocks.Block;
import io.millrace.extract.text.TextCuts;
import io.millrace.extract.tree.HtmlTags;
import io.millrace.extract.tree.HtmlTree;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes blocks as Markdown: CommonMark 0.31 with the tables of GitHub Flavored Markdown. Headings
 * keep their level, items their depth and number, tables their header row, code its language;
 * captions are in italics. Lines are plain text without links or emphasis. A Markdown parser
 * returns the same blocks with the same text.
 */
final class MarkdownWriter {

  /** Largest {@code colspan} that is used. */
  private static final int MAX_SPAN = 20;

  /** Most nested lists and quotations, plus the term of a definition. */
  private static final int DEPTH = ListPlaces.MAX_DEPTH + 1;

  private final HtmlTree tree;
  private final ListPlaces places;
  private final long maxLength;
  private final StringBuilder out = new StringBuilder();

  /** Numbers of the open items and quotations. */
  private final int[] open = new int[DEPTH];

  private final String[] indents = new String[DEPTH];

  /**
   * Whether the list at this depth has the alternative marker, because the list before it had the
   * usual one.
   */
  private final boolean[] other = new boolean[DEPTH];

  private int depth;
  private boolean running;

  private MarkdownWriter(HtmlTree tree, long maxLength) {
    this.tree = tree;
    this.maxLength = maxLength;
    places = tree == null ? null : new ListPlaces(tree);
  }

  /**
   * @param tree tree of the blocks' owners, or null outside HTML
   * @param maxCharacters most code points; a longer text is cut at the end of a line
   */
  static String write(HtmlTree tree, List<Block> blocks, int maxCharacters) {
    MarkdownWriter writer = new MarkdownWriter(tree, 2L * maxCharacters);
    writer.write(blocks);
    return TextCuts.atLine(writer.out.toString(), maxCharacters);
  }

  private void write(List<Block> blocks) {
    int next = 0;
    while (next < blocks.size() && out.length() <= maxLength) {
      Block block = blocks.get(next);
      enter(block, next);
      int end = next + 1;
      if (block.kind() == Block.Kind.ROW) {
        while (end < blocks.size() && isSameTable(block, blocks.get(end))) {
          end++;
        }
        table(blocks.subList(next, end));
      } else {
        lines(content(block));
      }
      next = end;
    }
  }

  // ---- lists and quotations around a block ----

  /**
   * Ends the previous block, opens the lists and quotations around this one, and writes its line
   * prefix.
   */
  private void enter(Block block, int number) {
    int[] path = path(block, number);
    int common = 0;
    while (common < depth && common < path.length && open[common] == path[common]) {
      common++;
    }
    boolean text = block.kind() == Block.Kind.PARAGRAPH || block.kind() == Block.Kind.ITEM;
    boolean together = running && text && isNextItem(path, common);
    if (out.length() > 0) {
      String blank = prefix(common).stripTrailing();
      out.append(together ? "\n" : '\n' + blank + '\n');
    }
    out.append(prefix(common));
    for (int level = common; level < path.length; level++) {
      out.append(open(path[level], level));
    }
    depth = path.length;
    running = text;
  }

  private int[] path(Block block, int number) {
    if (places == null) {
      // outside HTML each item has a number of its own, below zero as it is not an element
      return block.kind() == Block.Kind.ITEM ? new int[] {-1 - number} : new int[0];
    }
    int[] around = places.around(block.owner());
    for (int level = 0; level < around.length; level++) {
      int term = places.termOf(around[level]);
      if (term >= 0 && level < depth && open[level] == term) {
        int[] longer = new int[around.length + 1];
        System.arraycopy(around, 0, longer, 0, level);
        longer[level] = term;
        System.arraycopy(around, level, longer, level + 1, around.length - level);
        return longer;
      }
    }
    return around;
  }

  /** Whether a block is the next item of the open list, or the first item of a nested list. */
  private boolean isNextItem(int[] path, int common) {
    if (path.length != common + 1 || isQuote(path[common])) {
      return false;
    }
    for (int level = common; level < depth; level++) {
      if (isQuote(open[level])) {
        return false;
      }
    }
    int item = path[common];
    if (depth > common) {
      return isSameList(open[common], item);
    }
    boolean inItem = common > 0 && !isQuote(open[common - 1]);
    // CommonMark: only a list that starts with 1 may follow a paragraph without an empty line
    return inItem && !(isOrdered(item) && places.ordinal(item) != 1);
  }

  private String open(int element, int level) {
    boolean follows = level < depth && !isQuote(open[level]) && !isQuote(element);
    boolean sameList = follows && isSameList(open[level], element);
    boolean alike = follows && isOrdered(open[level]) == isOrdered(element);
    other[level] = sameList ? other[level] : alike && !other[level];
    open[level] = element;
    // deeper levels are closed now
    depth = Math.min(depth, level);
    String marker;
    if (isQuote(element)) {
      marker = "> ";
    } else if (isOrdered(element)) {
      marker = places.ordinal(element) + (other[level] ? ") " : ". ");
    } else {
      marker = other[level] ? "* " : "- ";
    }
    indents[level] = isQuote(element) ? marker : " ".repeat(marker.length());
    return marker;
  }

  private String prefix(int levels) {
    StringBuilder prefix = new StringBuilder();
    for (int level = 0; level < levels; level++) {
      prefix.append(indents[level]);
    }
    return prefix.toString();
  }

  private boolean isQuote(int element) {
    return element >= 0 && places.isQuote(element);
  }

  private boolean isOrdered(int element) {
    return element >= 0 && places.isOrdered(element);
  }

  private boolean isSameList(int one, int next) {
    return one < 0 ? next < 0 : tree.parent(one) == tree.parent(next);
  }

  // ---- content of a block ----

  private String content(Block block) {
    return switch (block.kind()) {
      case HEADING ->
          "#".repeat(Math.max(1, Math.min(6, block.level())))
              + ' '
              + MarkdownText.heading(block.text());
      case PREFORMATTED -> fenced(block);
      default ->
          isCaption(block) ? MarkdownText.italic(block.text()) : MarkdownText.lines(block.text());
    };
  }

  private String fenced(Block block) {
    String code = block.text();
    int longest = 2;
    int run = 0;
    for (int i = 0; i < code.length(); i++) {
      run = code.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    String language = tree == null ? "" : CodeLanguage.of(tree, block.owner());
    return fence + language + '\n' + code + '\n' + fence;
  }

  private boolean isCaption(Block block) {
    int at = tree == null ? -1 : block.owner();
    for (int up = 0; up < 4 && at > 0; up++) {
      if (tree.element(at).nameIs("figcaption") || tree.element(at).nameIs("caption")) {
        return true;
      }
      at = tree.parent(at);
    }
    return false;
  }

  private void lines(String content) {
    String prefix = prefix(depth);
    String blank = prefix.stripTrailing();
    int start = 0;
    while (start <= content.length()) {
      int end = content.indexOf('\n', start);
      end = end < 0 ? content.length() : end;
      if (start > 0) {
        out.append('\n').append(end > start ? prefix : blank);
      }
      out.append(content, start, end);
      start = end + 1;
    }
  }

  // ---- tables ----

  private boolean isSameTable(Block row, Block next) {
    return next.kind() == Block.Kind.ROW
        && (tree == null || tableOf(row.owner()) == tableOf(next.owner()));
  }

  private int tableOf(int row) {
    int at = row;
    while (at > 0 && !tree.element(at).nameIs("table")) {
      at = tree.parent(at);
    }
    return at;
  }

  /** Writes a table. The header row is padded to its width; other rows may be shorter. */
  private void table(List<Block> rows) {
    List<List<String>> all = new ArrayList<>(rows.size());
    int width = 1;
    for (Block row : rows) {
      List<String> cells = spread(row);
      all.add(cells);
      width = Math.max(width, cells.size());
    }
    int first = isHeader(rows.get(0)) ? 1 : 0;
    List<String> header = new ArrayList<>(first == 1 ? all.get(0) : List.of());
    while (header.size() < width) {
      header.add("");
    }
    StringBuilder table = new StringBuilder();
    append(table, header);
    table.append("\n|").append(" --- |".repeat(width));
    for (int i = first; i < all.size(); i++) {
      append(table.append('\n'), all.get(i));
    }
    lines(table.toString());
  }

  private static void append(StringBuilder table, List<String> cells) {
    table.append('|');
    for (String cell : cells) {
      table.append(' ').append(MarkdownText.cell(cell)).append(cell.isEmpty() ? "|" : " |");
    }
  }

  /** Cells of a row, with empty cells after one that spans several columns. */
  private List<String> spread(Block row) {
    List<Integer> elements = tree == null ? List.of() : cellsOf(row.owner());
    if (elements.size() != row.cells().size()) {
      return row.cells();
    }
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      cells.add(row.cells().get(i));
      String stated = tree.element(elements.get(i)).attr("colspan");
      int span = stated.length() == 1 || stated.length() == 2 ? ListPlaces.number(stated, 1) : 1;
      for (int more = 1; more < span && span <= MAX_SPAN; more++) {
        cells.add("");
      }
    }
    return cells;
  }

  private List<Integer> cellsOf(int row) {
    List<Integer> cells = new ArrayList<>();
    for (int i = row + 1; i < tree.end(row); i++) {
      if (HtmlTags.isCell(tree.element(i).normalName())) {
        cells.add(i);
      }
    }
    return cells;
  }

  private boolean isHeader(Block row) {
    if (tree == null) {
      return false;
    }
    int above = tree.parent(row.owner());
    boolean inHead = above >= 0 && tree.element(above).nameIs("thead");
    List<Integer> cells = cellsOf(row.owner());
    return inHead
        || !cells.isEmpty() && cells.stream().allMatch(cell -> tree.element(cell).nameIs("th"));
  }
}
