package io.millrace.extract.html;

/** Text of a script, a style sheet or another element whose text browsers do not show. */
public final class DataNode extends CharacterData {

  DataNode(Markup markup, int start, int end) {
    super(markup, start, end);
  }

  DataNode(String text) {
    super(text);
  }
}
