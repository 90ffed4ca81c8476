package io.millrace.extract.html;

/** A comment, and what HTML takes for one. */
public final class Comment extends CharacterData {

  Comment(Markup markup, int start, int end) {
    super(markup, start, end);
  }

  Comment(String text) {
    super(text);
  }
}
