package io.millrace.extract.html;

/** Text of a script, a style sheet or what else browsers do not show as it is written. */
public final class DataNode extends CharacterData {

  DataNode(Markup markup, int start, int end) {
    super(markup, start, end);
  }

  DataNode(String text) {
    super(text);
  }
}
