package io.millrace.extract.output;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Parses Markdown into blocks that tests can compare. */
final class MarkdownReader {

  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  /**
   * A block as the parser sees it.
   *
   * @param kind h1 to h6, p, caption, code, code:LANGUAGE, head or row
   * @param depth number of lists and quotations around it
   * @param text its text; for a row the list of its cells, without empty ones at the end
   */
  record Seen(String kind, int depth, String text) {}

  private final List<Seen> seen = new ArrayList<>();

  static List<Seen> blocks(String markdown) {
    MarkdownReader reader = new MarkdownReader();
    reader.read(PARSER.parse(markdown), 0);
    return reader.seen;
  }

  private void read(Node node, int depth) {
    if (node instanceof Heading heading) {
      seen.add(new Seen("h" + heading.getLevel(), depth, text(node)));
    } else if (node instanceof Paragraph) {
      boolean italic =
          node.getFirstChild() instanceof Emphasis && node.getFirstChild().getNext() == null;
      seen.add(
          new Seen(italic ? "caption" : "p", depth, text(italic ? node.getFirstChild() : node)));
    } else if (node instanceof FencedCodeBlock code) {
      String kind = code.getInfo().isEmpty() ? "code" : "code:" + code.getInfo();
      String literal = code.getLiteral();
      seen.add(new Seen(kind, depth, literal.substring(0, literal.length() - 1)));
    } else if (node instanceof TableRow row) {
      String kind = row.getParent() instanceof TableHead ? "head" : "row";
      seen.add(new Seen(kind, depth, cells(row).toString()));
    } else {
      int inside = node instanceof ListItem || node instanceof BlockQuote ? depth + 1 : depth;
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        read(child, inside);
      }
    }
  }

  private static List<String> cells(TableRow row) {
    List<String> cells = new ArrayList<>();
    for (Node child = row.getFirstChild(); child != null; child = child.getNext()) {
      assert child instanceof TableCell;
      cells.add(text(child));
    }
    return trimmed(cells);
  }

  static List<String> trimmed(List<String> cells) {
    int end = cells.size();
    while (end > 0 && cells.get(end - 1).isEmpty()) {
      end--;
    }
    return cells.subList(0, end);
  }

  /** Numbers that the ordered lists begin with, in order. */
  static List<Integer> starts(String markdown) {
    List<Integer> starts = new ArrayList<>();
    collect(PARSER.parse(markdown), starts);
    return starts;
  }

  private static void collect(Node node, List<Integer> starts) {
    if (node instanceof OrderedList list) {
      starts.add(list.getMarkerStartNumber());
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      collect(child, starts);
    }
  }

  private static String text(Node node) {
    StringBuilder text = new StringBuilder();
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      if (child instanceof Text plain) {
        text.append(plain.getLiteral());
      } else if (child instanceof HardLineBreak) {
        text.append('\n');
      } else {
        // the writer produces nothing else, so a comparison fails
        text.append('<').append(child.getClass().getSimpleName()).append('>');
      }
    }
    return text.toString();
  }
}
