package io.millrace.extract;

/**
 * A run of text that a page sets apart: a paragraph, a heading, an item, a row.
 *
 * @param text normalised as {@link TextBuffer} does
 * @param length characters that are not white space
 * @param linkLength those of them inside links
 * @param owner preorder number of the element that holds the block, -1 outside HTML
 * @param boilerplate inside something that looks like navigation, advertising, comments or the like
 */
record Block(Kind kind, String text, int length, int linkLength, int owner, boolean boilerplate) {

  enum Kind {
    PARAGRAPH,
    HEADING,
    /** An item of a list. */
    ITEM,
    /** A row of a table. */
    ROW,
    /** Text whose line breaks and indents count. */
    PREFORMATTED
  }

  static Block of(Kind kind, TextBuffer buffer, int owner, boolean boilerplate) {
    return new Block(kind, buffer.text(), buffer.length(), buffer.linkLength(), owner, boilerplate);
  }

  /** Share of the characters that are inside links, 0..1. */
  double linkDensity() {
    return length == 0 ? 0 : (double) linkLength / length;
  }
}
