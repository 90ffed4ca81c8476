package io.millrace.extract.html;

/** Insertion modes before the body (WHATWG HTML, sections 13.2.6.4.1 to 13.2.6.4.6). */
final class HeadRules {

  private final TreeBuilder builder;

  HeadRules(TreeBuilder builder) {
    this.builder = builder;
  }

  void start(Tag tag) {
    switch (builder.mode) {
      case Mode.INITIAL -> {
        endBeforeBody();
        start(tag);
      }
      case Mode.BEFORE_HTML -> {
        if (tag.id == Tag.HTML) {
          builder.insert(tag);
          builder.mode = Mode.BEFORE_HEAD;
        } else {
          endBeforeBody();
          builder.start(tag);
        }
      }
      case Mode.BEFORE_HEAD -> startBeforeHead(tag);
      case Mode.AFTER_HEAD -> startAfterHead(tag);
      default -> startInHead(tag);
    }
  }

  private void startBeforeHead(Tag tag) {
    switch (tag.id) {
      case Tag.HTML -> builder.startInBody(tag);
      case Tag.HEAD -> {
        builder.head = builder.insert(tag);
        builder.mode = Mode.IN_HEAD;
      }
      default -> {
        endBeforeBody();
        builder.start(tag);
      }
    }
  }

  /** Also called by other modes. */
  void startInHead(Tag tag) {
    switch (tag.id) {
      case Tag.HTML -> builder.startInBody(tag);
      case Tag.BASE, Tag.BASEFONT, Tag.BGSOUND, Tag.LINK, Tag.META -> builder.insertVoid(tag);
      case Tag.TITLE -> builder.insertRaw(tag, Tokenizer.Content.RCDATA);
      case Tag.STYLE, Tag.NOFRAMES, Tag.NOSCRIPT -> builder.insertRaw(tag, Tokenizer.Content.RAW);
      case Tag.SCRIPT -> builder.insertRaw(tag, Tokenizer.Content.SCRIPT);
      case Tag.TEMPLATE -> {
        builder.insert(tag);
        builder.formatting.addMarker();
        builder.framesetOk = false;
        builder.mode = Mode.IN_TEMPLATE;
        builder.open.setTemplateMode(Mode.IN_TEMPLATE);
      }
      case Tag.HEAD -> {}
      default -> {
        endBeforeBody();
        builder.start(tag);
      }
    }
  }

  private void startAfterHead(Tag tag) {
    switch (tag.id) {
      case Tag.HTML -> builder.startInBody(tag);
      case Tag.BODY -> {
        builder.insert(tag);
        builder.framesetOk = false;
        builder.mode = Mode.IN_BODY;
      }
      case Tag.FRAMESET -> {
        builder.insert(tag);
        builder.mode = Mode.IN_FRAMESET;
      }
      case Tag.BASE,
          Tag.BASEFONT,
          Tag.BGSOUND,
          Tag.LINK,
          Tag.META,
          Tag.NOFRAMES,
          Tag.SCRIPT,
          Tag.STYLE,
          Tag.TEMPLATE,
          Tag.TITLE -> {
        builder.open.push(builder.head);
        startInHead(tag);
        builder.open.remove(builder.head);
      }
      case Tag.HEAD -> {}
      default -> {
        endBeforeBody();
        builder.start(tag);
      }
    }
  }

  void end(Tag tag) {
    switch (tag.id) {
      case Tag.HEAD -> {
        if (builder.mode == Mode.IN_HEAD) {
          endBeforeBody();
        } else if (builder.mode != Mode.AFTER_HEAD) {
          endBeforeBody();
          builder.end(tag);
        }
      }
      case Tag.BODY, Tag.HTML, Tag.BR -> {
        endBeforeBody();
        builder.end(tag);
      }
      case Tag.TEMPLATE -> {
        if (builder.mode == Mode.IN_HEAD || builder.mode == Mode.AFTER_HEAD) {
          endTemplate();
        }
      }
      default -> builder.quirks |= builder.mode == Mode.INITIAL;
    }
  }

  void endTemplate() {
    OpenElements open = builder.open;
    if (open.count(Tag.TEMPLATE) > 0) {
      open.closeImpliedThoroughly();
      open.popThrough(Tag.TEMPLATE);
      builder.formatting.clearToMarker();
      builder.resetMode();
    }
  }

  /** Moves one step towards the body when the current mode does not allow the token. */
  void endBeforeBody() {
    switch (builder.mode) {
      case Mode.INITIAL -> {
        builder.quirks = true;
        builder.mode = Mode.BEFORE_HTML;
      }
      case Mode.BEFORE_HTML -> {
        builder.insertImplied(Tag.HTML);
        builder.mode = Mode.BEFORE_HEAD;
      }
      case Mode.BEFORE_HEAD -> {
        builder.head = builder.insertImplied(Tag.HEAD);
        builder.mode = Mode.IN_HEAD;
      }
      case Mode.IN_HEAD -> {
        builder.open.pop();
        builder.mode = Mode.AFTER_HEAD;
      }
      default -> {
        builder.insertImplied(Tag.BODY);
        builder.mode = Mode.IN_BODY;
      }
    }
  }
}
