package io.millrace.extract.blocks;

import io.millrace.extract.text.TextBuffer;
import io.millrace.extract.tree.HtmlTags;
import java.util.List;

/**
 * A run of text that a page sets apart: a paragraph, a heading, an item, a row.
 *
 * @param level of a heading 1 to 6, else 0
 * @param text normalised as {@link TextBuffer} does
 * @param length characters that are not white space
 * @param linkLength those of them inside links
 * @param owner preorder number of the element that holds the block, -1 outside HTML
 * @param flags what is known of its place, see {@link #BOILERPLATE} and {@link #HIDDEN}
 * @param cells of a row, empty ones too; none of other blocks. In the text they are joined
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

  /** Inside something that looks like navigation, advertising, comments or the like. */
  static final int BOILERPLATE = 1;

  /** Inside something that readers do not see, or see only without scripts. */
  static final int HIDDEN = 2;

  public enum Kind {
    PARAGRAPH,
    HEADING,
    /** An item of a list. */
    ITEM,
    /** A row of a table. */
    ROW,
    /** Text whose line breaks and indents count. */
    PREFORMATTED;

    /** Kind of block that an element of this name makes of its text, or null if it makes none. */
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
