package io.millrace.extract.html;

/** Text of a page. */
public final class TextNode extends CharacterData {

  TextNode(Markup markup, int start, int end) {
    super(markup, start, end);
  }

  public TextNode(String text) {
    super(text);
  }

  /** Whether it has no character but blanks. */
  public boolean isBlank() {
    String text = wholeText();
    for (int i = 0; i < text.length(); i++) {
      if (!Names.isBlank(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
