package io.millrace.extract.html;

import io.millrace.extract.html.Tokenizer.Content;

/** The insertion mode "in body" (WHATWG HTML, section 13.2.6.4.7). */
final class BodyRules {

  private final TreeBuilder builder;
  private final OpenElements open;

  BodyRules(TreeBuilder builder) {
    this.builder = builder;
    open = builder.open;
  }

  void start(Tag tag) {
    switch (tag.id) {
      case Tag.DIV,
          Tag.P,
          Tag.UL,
          Tag.ADDRESS,
          Tag.ARTICLE,
          Tag.ASIDE,
          Tag.BLOCKQUOTE,
          Tag.CENTER,
          Tag.DETAILS,
          Tag.DIALOG,
          Tag.DIR,
          Tag.DL,
          Tag.FIELDSET,
          Tag.FIGCAPTION,
          Tag.FIGURE,
          Tag.FOOTER,
          Tag.HEADER,
          Tag.HGROUP,
          Tag.MAIN,
          Tag.MENU,
          Tag.NAV,
          Tag.OL,
          Tag.SEARCH,
          Tag.SECTION,
          Tag.SUMMARY -> {
        closeParagraph();
        builder.insert(tag);
      }
      case Tag.LI -> startItem(tag, Tag.LI, Tag.LI);
      case Tag.DD, Tag.DT -> startItem(tag, Tag.DD, Tag.DT);
      case Tag.H1, Tag.H2, Tag.H3, Tag.H4, Tag.H5, Tag.H6 -> {
        closeParagraph();
        Element current = open.current();
        if (current.namespace == Element.HTML && current.tag.is(Tag.IS_HEADING)) {
          open.pop();
        }
        builder.insert(tag);
      }
      case Tag.A -> startLink(tag);
      case Tag.B,
          Tag.BIG,
          Tag.CODE,
          Tag.EM,
          Tag.FONT,
          Tag.I,
          Tag.S,
          Tag.SMALL,
          Tag.STRIKE,
          Tag.STRONG,
          Tag.TT,
          Tag.U -> {
        builder.formattingReopened();
        builder.formatting.add(builder.insert(tag));
      }
      case Tag.NOBR -> {
        builder.formattingReopened();
        if (open.inScope(Tag.NOBR)) {
          builder.adopt(tag);
          builder.formattingReopened();
        }
        builder.formatting.add(builder.insert(tag));
      }
      case Tag.TABLE -> {
        if (!builder.quirks) {
          closeParagraph();
        }
        builder.insert(tag);
        builder.framesetOk = false;
        builder.mode = Mode.IN_TABLE;
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
          Tag.TITLE ->
          builder.startInHead(tag);
      case Tag.CAPTION,
          Tag.COL,
          Tag.COLGROUP,
          Tag.FRAME,
          Tag.HEAD,
          Tag.TBODY,
          Tag.TD,
          Tag.TFOOT,
          Tag.TH,
          Tag.THEAD,
          Tag.TR -> {}
      case Tag.HTML, Tag.BODY, Tag.FRAMESET -> startPage(tag);
      default -> startOther(tag);
    }
  }

  private void startOther(Tag tag) {
    switch (tag.id) {
      case Tag.IMG, Tag.AREA, Tag.BR, Tag.EMBED, Tag.KEYGEN, Tag.WBR -> startVoid(tag);
      case Tag.IMAGE -> startVoid(Tag.known(Tag.IMG));
      case Tag.INPUT -> startInput(tag);
      case Tag.PARAM, Tag.SOURCE, Tag.TRACK -> builder.insertVoid(tag);
      case Tag.HR -> {
        closeParagraph();
        if (open.inScope(Tag.SELECT)) {
          open.closeImplied(0);
        }
        builder.insertVoid(tag);
        builder.framesetOk = false;
      }
      case Tag.PRE, Tag.LISTING -> {
        closeParagraph();
        builder.insert(tag);
        builder.tokenizer.skipLineFeed();
        builder.framesetOk = false;
      }
      case Tag.FORM -> startForm(tag);
      case Tag.BUTTON -> {
        if (open.inScope(Tag.BUTTON)) {
          open.closeImplied(0);
          open.popThrough(Tag.BUTTON);
        }
        builder.formattingReopened();
        builder.insert(tag);
        builder.framesetOk = false;
      }
      case Tag.APPLET, Tag.MARQUEE, Tag.OBJECT -> {
        builder.formattingReopened();
        builder.insert(tag);
        builder.formatting.addMarker();
        builder.framesetOk = false;
      }
      case Tag.PLAINTEXT -> {
        closeParagraph();
        builder.insert(tag);
        builder.tokenizer.read(Content.PLAINTEXT, tag);
      }
      case Tag.TEXTAREA -> {
        builder.insertRaw(tag, Content.RCDATA);
        builder.tokenizer.skipLineFeed();
        builder.framesetOk = false;
      }
      case Tag.XMP -> {
        closeParagraph();
        builder.formattingReopened();
        builder.framesetOk = false;
        builder.insertRaw(tag, Content.RAW);
      }
      case Tag.IFRAME -> {
        builder.framesetOk = false;
        builder.insertRaw(tag, Content.RAW);
      }
      case Tag.NOEMBED -> builder.insertRaw(tag, Content.RAW);
      case Tag.SELECT, Tag.OPTION, Tag.OPTGROUP -> startChoice(tag);
      case Tag.RB, Tag.RTC, Tag.RP, Tag.RT -> {
        if (open.inScope(Tag.RUBY)) {
          open.closeImplied(tag.id == Tag.RB || tag.id == Tag.RTC ? 0 : Tag.RTC);
        }
        builder.insert(tag);
      }
      case Tag.SVG, Tag.MATH -> {
        builder.formattingReopened();
        builder.insertForeign(tag, tag.id == Tag.SVG ? Element.SVG : Element.MATHML);
      }
      default -> {
        builder.formattingReopened();
        builder.insert(tag);
      }
    }
  }

  private void startVoid(Tag tag) {
    builder.formattingReopened();
    builder.insertVoid(tag);
    builder.framesetOk = false;
  }

  private void startInput(Tag tag) {
    if (open.inScope(Tag.SELECT)) {
      open.popThrough(Tag.SELECT);
    }
    builder.formattingReopened();
    builder.insertVoid(tag);
    builder.framesetOk &= builder.attribute(AttributeName.TYPE).equalsIgnoreCase("hidden");
  }

  private void startPage(Tag tag) {
    if (open.count(Tag.TEMPLATE) > 0) {
      return;
    }
    Element body = open.size() > 1 && open.get(1).is(Tag.BODY) ? open.get(1) : null;
    if (tag.id == Tag.HTML) {
      builder.mergeAttributes(open.get(0));
    } else if (tag.id == Tag.BODY && body != null) {
      builder.framesetOk = false;
      builder.mergeAttributes(body);
    } else if (tag.id == Tag.FRAMESET && body != null && builder.framesetOk) {
      body.remove();
      open.popTo(1);
      builder.insert(tag);
      builder.mode = Mode.IN_FRAMESET;
    }
  }

  /** An item closes the item before it, unless another special element is between. */
  private void startItem(Tag tag, int name, int otherName) {
    builder.framesetOk = false;
    for (int i = open.size() - 1; i > 0; i--) {
      Element element = open.get(i);
      if (element.is(name) || element.is(otherName)) {
        open.closeImplied(element.tag.id);
        open.popThrough(element.tag.id);
        break;
      }
      if (OpenElements.isSpecial(element)
          && !element.is(Tag.ADDRESS)
          && !element.is(Tag.DIV)
          && !element.is(Tag.P)) {
        break;
      }
    }
    closeParagraph();
    builder.insert(tag);
  }

  private void startLink(Tag tag) {
    Element before = builder.formatting.last(Tag.A);
    if (before != null) {
      builder.adopt(tag);
      builder.formatting.remove(before);
      open.remove(before);
    }
    builder.formattingReopened();
    builder.formatting.add(builder.insert(tag));
  }

  private void startForm(Tag tag) {
    boolean template = open.count(Tag.TEMPLATE) > 0;
    if (builder.form == null || template) {
      closeParagraph();
      Element form = builder.insert(tag);
      builder.form = template ? builder.form : form;
    }
  }

  private void startChoice(Tag tag) {
    boolean inSelect = open.inScope(Tag.SELECT);
    if (tag.id == Tag.SELECT) {
      if (inSelect) {
        open.popThrough(Tag.SELECT);
        return;
      }
      builder.framesetOk = false;
    } else if (inSelect) {
      open.closeImplied(tag.id == Tag.OPTION ? Tag.OPTGROUP : 0);
    } else if (open.isCurrent(Tag.OPTION)) {
      open.pop();
    }
    builder.formattingReopened();
    builder.insert(tag);
  }

  private void closeParagraph() {
    if (open.inButtonScope(Tag.P)) {
      open.closeImplied(Tag.P);
      open.popThrough(Tag.P);
    }
  }

  void end(Tag tag) {
    switch (tag.id) {
      case Tag.DIV,
          Tag.UL,
          Tag.ADDRESS,
          Tag.ARTICLE,
          Tag.ASIDE,
          Tag.BLOCKQUOTE,
          Tag.BUTTON,
          Tag.CENTER,
          Tag.DD,
          Tag.DETAILS,
          Tag.DIALOG,
          Tag.DIR,
          Tag.DL,
          Tag.DT,
          Tag.FIELDSET,
          Tag.FIGCAPTION,
          Tag.FIGURE,
          Tag.FOOTER,
          Tag.HEADER,
          Tag.HGROUP,
          Tag.LISTING,
          Tag.MAIN,
          Tag.MENU,
          Tag.NAV,
          Tag.OL,
          Tag.PRE,
          Tag.SEARCH,
          Tag.SECTION,
          Tag.SELECT,
          Tag.SUMMARY -> {
        if (open.inScope(tag.id)) {
          open.closeImplied(tag.id == Tag.DD || tag.id == Tag.DT ? tag.id : 0);
          open.popThrough(tag.id);
        }
      }
      case Tag.P -> {
        if (!open.inButtonScope(Tag.P)) {
          builder.insertImplied(Tag.P);
        }
        closeParagraph();
      }
      case Tag.LI -> {
        if (open.inListScope(Tag.LI)) {
          open.closeImplied(Tag.LI);
          open.popThrough(Tag.LI);
        }
      }
      case Tag.A,
          Tag.B,
          Tag.BIG,
          Tag.CODE,
          Tag.EM,
          Tag.FONT,
          Tag.I,
          Tag.NOBR,
          Tag.S,
          Tag.SMALL,
          Tag.STRIKE,
          Tag.STRONG,
          Tag.TT,
          Tag.U ->
          builder.adopt(tag);
      case Tag.H1, Tag.H2, Tag.H3, Tag.H4, Tag.H5, Tag.H6 -> {
        if (open.headingInScope()) {
          open.closeImplied(0);
          open.popThroughHeading();
        }
      }
      case Tag.BODY, Tag.HTML -> endPage(tag);
      case Tag.FORM -> endForm();
      case Tag.APPLET, Tag.MARQUEE, Tag.OBJECT -> {
        if (open.inScope(tag.id)) {
          open.closeImplied(0);
          open.popThrough(tag.id);
          builder.formatting.clearToMarker();
        }
      }
      case Tag.BR -> startVoid(tag);
      case Tag.TEMPLATE -> builder.endTemplate();
      default -> endAnyOther(tag);
    }
  }

  private void endPage(Tag tag) {
    if (open.inScope(Tag.BODY)) {
      builder.mode = Mode.AFTER_BODY;
      if (tag.id == Tag.HTML) {
        builder.end(tag);
      }
    }
  }

  private void endForm() {
    if (open.count(Tag.TEMPLATE) > 0) {
      if (open.inScope(Tag.FORM)) {
        open.closeImplied(0);
        open.popThrough(Tag.FORM);
      }
      return;
    }
    Element form = builder.form;
    builder.form = null;
    if (form != null && open.isInScope(form)) {
      open.closeImplied(0);
      open.remove(form);
    }
  }

  /** Closes the nearest element with the name, unless a special element is nearer. */
  void endAnyOther(Tag tag) {
    if (tag.id != 0 && open.count(tag.id) == 0) {
      return;
    }
    for (int i = open.size() - 1; i > 0; i--) {
      Element element = open.get(i);
      if (element.namespace == Element.HTML && element.tag.same(tag)) {
        open.closeImplied(tag.id);
        open.popTo(i);
        return;
      }
      if (OpenElements.isSpecial(element)) {
        return;
      }
    }
  }
}
