package io.millrace.extract.html;

/** Text of a page. */
public final class TextNode extends CharacterData {

  TextNode(Markup markup, int start, int end) {
    super(markup, start, end);
  }

  public TextNode(String text) {
    super(text);
  }

  /** Whether all its characters are blanks. */
  public boolean isBlank() {
    for (int i = start(); i < end(); i++) {
      if (!NameCharacters.isBlank(characters()[i])) {
        return false;
      }
    }
    return true;
  }
}
