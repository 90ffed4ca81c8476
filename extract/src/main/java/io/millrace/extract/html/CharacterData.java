package io.millrace.extract.html;

/** A node of characters, which are copied out of the page when somebody asks for them first. */
public abstract sealed class CharacterData extends Node permits TextNode, DataNode, Comment {

  private final Markup markup;
  private final int start;
  private int end;

  /** A String, or a StringBuilder while parts come in; null for characters as they stand. */
  private CharSequence content;

  CharacterData(Markup markup, int start, int end) {
    this.markup = markup;
    this.start = start;
    this.end = end;
  }

  CharacterData(String text) {
    this(null, 0, 0);
    content = text;
  }

  /** The characters, character references resolved. */
  public final String wholeText() {
    if (content == null) {
      content = markup.text.substring(start, end);
    } else if (content instanceof StringBuilder) {
      content = content.toString();
    }
    return (String) content;
  }

  /** Adds characters of the page; adding is linear in what is added. */
  final void append(Markup from, int first, int last) {
    if (content == null && markup == from && end == first) {
      end = last;
    } else {
      builder().append(from.chars, first, last - first);
    }
  }

  final void append(String text) {
    builder().append(text);
  }

  private StringBuilder builder() {
    if (content instanceof StringBuilder) {
      return (StringBuilder) content;
    }
    StringBuilder all = new StringBuilder(wholeText());
    content = all;
    return all;
  }
}
