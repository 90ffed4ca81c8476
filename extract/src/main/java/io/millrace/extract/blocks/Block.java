package io.millrace.extract.blocks;

import io.millrace.extract.text.TextBuffer;
import io.millrace.extract.tree.HtmlTags;
import java.util.List;

/**
 * A block of text on a page: a paragraph, a heading, a list item or a table row.
 *
 * @param level of a heading 1 to 6, else 0
 * @param text normalised as {@link TextBuffer} does
 * @param length number of characters other than white space
 * @param linkLength number of those inside links
 * @param owner preorder number of the element that contains the block, -1 outside HTML
 * @param flags {@link #BOILERPLATE} and {@link #HIDDEN}
 * @param cells cells of a row, also empty ones; no cells for other blocks. The text has them joined
 */
public record Block(
    Kind kind,
    int level,
    String text,
    int length,
    int linkLength,
    int owner,
    int flags,
    List<String> cells) {

  /** Inside navigation, advertising, comments or similar. */
  static final int BOILERPLATE = 1;

  /** Not visible to readers, or only without scripts. */
  static final int HIDDEN = 2;

  public enum Kind {
    PARAGRAPH,
    HEADING,
    ITEM,
    ROW,
    /** Text whose line breaks and indents are kept. */
    PREFORMATTED;

    /** Kind of block that elements of this name make, or null. */
    public static Kind ofElement(String name) {
      if (HtmlTags.isHeading(name)) {
        return HEADING;
      }
      if (HtmlTags.isPreformatted(name)) {
        return PREFORMATTED;
      }
      return name.equals("li") || name.equals("dt") || name.equals("dd") ? ITEM : null;
    }
  }

  public static Block of(Kind kind, int level, TextBuffer buffer, int owner, int flags) {
    return new Block(
        kind,
        level,
        buffer.text(),
        buffer.length(),
        buffer.linkLength(),
        owner,
        flags,
        kind == Kind.ROW ? buffer.cells() : List.of());
  }

  public boolean boilerplate() {
    return (flags & BOILERPLATE) != 0;
  }

  public boolean hidden() {
    return (flags & HIDDEN) != 0;
  }

  /** Share of the characters that are inside links, 0..1. */
  public double linkDensity() {
    return length == 0 ? 0 : (double) linkLength / length;
  }
}
