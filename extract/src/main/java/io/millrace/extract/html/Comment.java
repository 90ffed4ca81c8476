package io.millrace.extract.html;

/** A comment, or markup that HTML parses as a comment. */
public final class Comment extends CharacterData {

  Comment(Markup markup, int start, int end) {
    super(markup, start, end);
  }

  Comment(String text) {
    super(text);
  }
}
