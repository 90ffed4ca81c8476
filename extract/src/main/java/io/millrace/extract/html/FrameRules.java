package io.millrace.extract.html;

/** Insertion modes of pages with frames (WHATWG HTML, sections 13.2.6.4.20, .21, .23). */
final class FrameRules {

  private final TreeBuilder builder;

  FrameRules(TreeBuilder builder) {
    this.builder = builder;
  }

  /** Keeps only the white space of a text. */
  void text(String text) {
    StringBuilder blanks = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (NameCharacters.isBlank(text.charAt(i))) {
        blanks.append(text.charAt(i));
      }
    }
    builder.insertText(blanks.toString());
  }

  void start(Tag tag) {
    boolean inside = builder.mode == Mode.IN_FRAMESET;
    switch (tag.id) {
      case Tag.HTML -> builder.startInBody(tag);
      case Tag.NOFRAMES -> builder.startInHead(tag);
      case Tag.FRAMESET -> {
        if (inside) {
          builder.insert(tag);
        }
      }
      case Tag.FRAME -> {
        if (inside) {
          builder.insertVoid(tag);
        }
      }
      default -> {}
    }
  }

  void end(Tag tag) {
    if (builder.mode == Mode.IN_FRAMESET && tag.id == Tag.FRAMESET && builder.open.size() > 1) {
      builder.open.pop();
      builder.mode = builder.open.isCurrent(Tag.FRAMESET) ? Mode.IN_FRAMESET : Mode.AFTER_FRAMESET;
    } else if (builder.mode == Mode.AFTER_FRAMESET && tag.id == Tag.HTML) {
      builder.mode = Mode.AFTER_AFTER_FRAMESET;
    }
  }
}
