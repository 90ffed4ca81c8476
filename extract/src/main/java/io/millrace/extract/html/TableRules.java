package io.millrace.extract.html;

/** Insertion modes in tables and templates (WHATWG HTML, sections 13.2.6.4.9 to .15 and .16). */
final class TableRules {

  private final TreeBuilder builder;
  private final OpenElements open;

  TableRules(TreeBuilder builder) {
    this.builder = builder;
    open = builder.open;
  }

  void startInTable(Tag tag) {
    switch (tag.id) {
      case Tag.CAPTION -> {
        clearToTable();
        builder.formatting.addMarker();
        builder.insert(tag);
        builder.mode = Mode.IN_CAPTION;
      }
      case Tag.COLGROUP -> {
        clearToTable();
        builder.insert(tag);
        builder.mode = Mode.IN_COLUMN_GROUP;
      }
      case Tag.COL -> {
        clearToTable();
        builder.insertImplied(Tag.COLGROUP);
        builder.mode = Mode.IN_COLUMN_GROUP;
        builder.start(tag);
      }
      case Tag.TBODY, Tag.TFOOT, Tag.THEAD -> {
        clearToTable();
        builder.insert(tag);
        builder.mode = Mode.IN_TABLE_BODY;
      }
      case Tag.TD, Tag.TH, Tag.TR -> {
        clearToTable();
        builder.insertImplied(Tag.TBODY);
        builder.mode = Mode.IN_TABLE_BODY;
        builder.start(tag);
      }
      case Tag.TABLE -> {
        if (open.inTableScope(Tag.TABLE)) {
          endTable();
          builder.start(tag);
        }
      }
      case Tag.STYLE, Tag.SCRIPT, Tag.TEMPLATE -> builder.startInHead(tag);
      case Tag.INPUT -> {
        if (builder.attribute(AttributeName.TYPE).equalsIgnoreCase("hidden")) {
          builder.insertVoid(tag);
        } else {
          builder.startFostered(tag);
        }
      }
      case Tag.FORM -> {
        if (builder.form == null && open.count(Tag.TEMPLATE) == 0) {
          builder.form = builder.insert(tag);
          open.pop();
        }
      }
      default -> builder.startFostered(tag);
    }
  }

  void endInTable(Tag tag) {
    switch (tag.id) {
      case Tag.TABLE -> {
        if (open.inTableScope(Tag.TABLE)) {
          endTable();
        }
      }
      case Tag.BODY,
          Tag.CAPTION,
          Tag.COL,
          Tag.COLGROUP,
          Tag.HTML,
          Tag.TBODY,
          Tag.TD,
          Tag.TFOOT,
          Tag.TH,
          Tag.THEAD,
          Tag.TR -> {}
      case Tag.TEMPLATE -> builder.endTemplate();
      default -> builder.endFostered(tag);
    }
  }

  private void endTable() {
    open.popThrough(Tag.TABLE);
    builder.resetMode();
  }

  private void clearToTable() {
    open.clearTo(Tag.TABLE, Tag.TABLE, Tag.TABLE);
  }

  void startInCaption(Tag tag) {
    switch (tag.id) {
      case Tag.CAPTION,
          Tag.COL,
          Tag.COLGROUP,
          Tag.TBODY,
          Tag.TD,
          Tag.TFOOT,
          Tag.TH,
          Tag.THEAD,
          Tag.TR -> {
        if (endCaption()) {
          builder.start(tag);
        }
      }
      default -> builder.startInBody(tag);
    }
  }

  void endInCaption(Tag tag) {
    switch (tag.id) {
      case Tag.CAPTION -> endCaption();
      case Tag.TABLE -> {
        if (endCaption()) {
          builder.end(tag);
        }
      }
      case Tag.BODY,
          Tag.COL,
          Tag.COLGROUP,
          Tag.HTML,
          Tag.TBODY,
          Tag.TD,
          Tag.TFOOT,
          Tag.TH,
          Tag.THEAD,
          Tag.TR -> {}
      default -> builder.endInBody(tag);
    }
  }

  /** Closes the open caption; returns false if there is none. */
  private boolean endCaption() {
    if (!open.inTableScope(Tag.CAPTION)) {
      return false;
    }
    open.closeImplied(0);
    open.popThrough(Tag.CAPTION);
    builder.formatting.clearToMarker();
    builder.mode = Mode.IN_TABLE;
    return true;
  }

  void startInColumnGroup(Tag tag) {
    switch (tag.id) {
      case Tag.HTML -> builder.startInBody(tag);
      case Tag.COL -> builder.insertVoid(tag);
      case Tag.TEMPLATE -> builder.startInHead(tag);
      default -> {
        if (endColumnGroup()) {
          builder.start(tag);
        }
      }
    }
  }

  void endInColumnGroup(Tag tag) {
    switch (tag.id) {
      case Tag.COLGROUP -> endColumnGroup();
      case Tag.COL -> {}
      case Tag.TEMPLATE -> builder.endTemplate();
      default -> {
        if (endColumnGroup()) {
          builder.end(tag);
        }
      }
    }
  }

  private boolean endColumnGroup() {
    if (!open.isCurrent(Tag.COLGROUP)) {
      return false;
    }
    open.pop();
    builder.mode = Mode.IN_TABLE;
    return true;
  }

  void startInTableBody(Tag tag) {
    switch (tag.id) {
      case Tag.TR -> {
        clearToBody();
        builder.insert(tag);
        builder.mode = Mode.IN_ROW;
      }
      case Tag.TH, Tag.TD -> {
        clearToBody();
        builder.insertImplied(Tag.TR);
        builder.mode = Mode.IN_ROW;
        builder.start(tag);
      }
      case Tag.CAPTION, Tag.COL, Tag.COLGROUP, Tag.TBODY, Tag.TFOOT, Tag.THEAD -> {
        if (endBody()) {
          builder.start(tag);
        }
      }
      default -> startInTable(tag);
    }
  }

  void endInTableBody(Tag tag) {
    switch (tag.id) {
      case Tag.TBODY, Tag.TFOOT, Tag.THEAD -> {
        if (open.inTableScope(tag.id)) {
          endBody();
        }
      }
      case Tag.TABLE -> {
        if (endBody()) {
          builder.end(tag);
        }
      }
      case Tag.BODY, Tag.CAPTION, Tag.COL, Tag.COLGROUP, Tag.HTML, Tag.TD, Tag.TH, Tag.TR -> {}
      default -> endInTable(tag);
    }
  }

  private boolean endBody() {
    if (!open.inTableScope(Tag.TBODY)
        && !open.inTableScope(Tag.THEAD)
        && !open.inTableScope(Tag.TFOOT)) {
      return false;
    }
    clearToBody();
    open.pop();
    builder.mode = Mode.IN_TABLE;
    return true;
  }

  private void clearToBody() {
    open.clearTo(Tag.TBODY, Tag.TFOOT, Tag.THEAD);
  }

  void startInRow(Tag tag) {
    switch (tag.id) {
      case Tag.TH, Tag.TD -> {
        clearToRow();
        builder.insert(tag);
        builder.mode = Mode.IN_CELL;
        builder.formatting.addMarker();
      }
      case Tag.CAPTION, Tag.COL, Tag.COLGROUP, Tag.TBODY, Tag.TFOOT, Tag.THEAD, Tag.TR -> {
        if (endRow()) {
          builder.start(tag);
        }
      }
      default -> startInTable(tag);
    }
  }

  void endInRow(Tag tag) {
    switch (tag.id) {
      case Tag.TR -> endRow();
      case Tag.TABLE -> {
        if (endRow()) {
          builder.end(tag);
        }
      }
      case Tag.TBODY, Tag.TFOOT, Tag.THEAD -> {
        if (open.inTableScope(tag.id) && endRow()) {
          builder.end(tag);
        }
      }
      case Tag.BODY, Tag.CAPTION, Tag.COL, Tag.COLGROUP, Tag.HTML, Tag.TD, Tag.TH -> {}
      default -> endInTable(tag);
    }
  }

  private boolean endRow() {
    if (!open.inTableScope(Tag.TR)) {
      return false;
    }
    clearToRow();
    open.pop();
    builder.mode = Mode.IN_TABLE_BODY;
    return true;
  }

  private void clearToRow() {
    open.clearTo(Tag.TR, Tag.TR, Tag.TR);
  }

  void startInCell(Tag tag) {
    switch (tag.id) {
      case Tag.CAPTION,
          Tag.COL,
          Tag.COLGROUP,
          Tag.TBODY,
          Tag.TD,
          Tag.TFOOT,
          Tag.TH,
          Tag.THEAD,
          Tag.TR -> {
        if (open.inTableScope(Tag.TD) || open.inTableScope(Tag.TH)) {
          endCell();
          builder.start(tag);
        }
      }
      default -> builder.startInBody(tag);
    }
  }

  void endInCell(Tag tag) {
    switch (tag.id) {
      case Tag.TD, Tag.TH -> {
        if (open.inTableScope(tag.id)) {
          endCell(tag.id);
        }
      }
      case Tag.BODY, Tag.CAPTION, Tag.COL, Tag.COLGROUP, Tag.HTML -> {}
      case Tag.TABLE, Tag.TBODY, Tag.TFOOT, Tag.THEAD, Tag.TR -> {
        if (open.inTableScope(tag.id)) {
          endCell();
          builder.end(tag);
        }
      }
      default -> builder.endInBody(tag);
    }
  }

  private void endCell() {
    endCell(open.inTableScope(Tag.TD) ? Tag.TD : Tag.TH);
  }

  private void endCell(int cell) {
    open.closeImplied(0);
    open.popThrough(cell);
    builder.formatting.clearToMarker();
    builder.mode = Mode.IN_ROW;
  }

  void startInTemplate(Tag tag) {
    switch (tag.id) {
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
      case Tag.CAPTION, Tag.COLGROUP, Tag.TBODY, Tag.TFOOT, Tag.THEAD -> goOn(Mode.IN_TABLE, tag);
      case Tag.COL -> goOn(Mode.IN_COLUMN_GROUP, tag);
      case Tag.TR -> goOn(Mode.IN_TABLE_BODY, tag);
      case Tag.TD, Tag.TH -> goOn(Mode.IN_ROW, tag);
      default -> goOn(Mode.IN_BODY, tag);
    }
  }

  private void goOn(int mode, Tag tag) {
    builder.open.setTemplateMode(mode);
    builder.mode = mode;
    builder.start(tag);
  }
}
