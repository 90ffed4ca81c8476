package io.millrace.extract.html;

/**
 * Builds the tree of a page (WHATWG HTML, section 13.2.6): passes the tokens of the {@link
 * Tokenizer} to the rules of the insertion mode. Scripts are off, except for {@code noscript} in a
 * head, which is data as with scripts on; otherwise the first image in it would end the head.
 */
final class TreeBuilder {

  final Markup markup;
  final Tokenizer tokenizer;
  final OpenElements open = new OpenElements();
  final FormattingElements formatting = new FormattingElements();
  final HtmlDocument document = new HtmlDocument();

  private final Limits limits;
  private final HeadRules headRules = new HeadRules(this);
  private final BodyRules bodyRules = new BodyRules(this);
  private final TableRules tableRules = new TableRules(this);
  private final FrameRules frameRules = new FrameRules(this);
  private final ForeignRules foreignRules = new ForeignRules(this);
  private final AdoptionAgency adoptionAgency = new AdoptionAgency(this);

  int mode = Mode.INITIAL;
  private int modeAfterText;

  /** The element pointers of section 13.2.4.4. */
  Element head;

  Element form;
  boolean framesetOk = true;
  boolean quirks;

  /** Whether nodes inside a table are inserted before it. */
  boolean fostering;

  /** Attributes and end of the current start tag. */
  private int attributeStart;

  private int attributeCount;
  private boolean selfClosing;

  /** Number of copies of formatting elements. */
  private int made;

  /** Text in a table that is not inserted yet; null if there is none. */
  private StringBuilder tableText;

  /** Result of {@link #findPlace}: parent and next sibling of a node to insert. */
  private Element place;

  private Node placeBefore;

  TreeBuilder(Markup markup, Tokenizer tokenizer, Limits limits) {
    this.markup = markup;
    this.tokenizer = tokenizer;
    this.limits = limits;
  }

  /** Starts a fragment, the content of an element {@code div}; the result gets its nodes. */
  Element startFragment() {
    Element root = new Element("html");
    document.append(root);
    open.push(root);
    mode = Mode.IN_BODY;
    return root;
  }

  // called by the tokenizer

  /** Whether the current element is not an element of HTML. */
  boolean isForeign() {
    Element current = open.current();
    return current != null && current.namespace != Element.HTML;
  }

  void doctype(String name, String publicId, String systemId, boolean broken) {
    if (mode != Mode.INITIAL) {
      endTableText();
      return;
    }
    document.append(
        new Doctype(name, publicId == null ? "" : publicId, systemId == null ? "" : systemId));
    quirks = broken || Quirks.of(name, publicId, systemId);
    mode = Mode.BEFORE_HTML;
  }

  void comment(int start, int end) {
    endTableText();
    Comment comment =
        markup.hasZero(start, end)
            ? new Comment(Markup.withoutZeros(markup.text.substring(start, end)))
            : new Comment(markup, start, end);
    switch (mode) {
      case Mode.INITIAL, Mode.BEFORE_HTML, Mode.AFTER_AFTER_BODY, Mode.AFTER_AFTER_FRAMESET ->
          document.append(comment);
      case Mode.AFTER_BODY -> open.get(0).append(comment);
      default -> {
        findPlace();
        place.link(comment, placeBefore);
      }
    }
  }

  /**
   * @param references whether it may have character references
   * @param zeros whether it has U+0000
   */
  void text(int start, int end, boolean references, boolean zeros) {
    boolean foreign = isForeign() && !foreignRules.isTextOfHtml(open.current());
    if (references || zeros) {
      Nul nul = foreign ? Nul.REPLACED : Nul.DROPPED;
      String resolved = CharacterReferences.resolved(markup.chars, start, end, false, nul);
      if (!resolved.isEmpty()) {
        text(0, 0, resolved, foreign);
      }
    } else {
      text(start, end, null, foreign);
    }
  }

  /** Text without character references, in foreign content. */
  void literal(int start, int end) {
    boolean foreign = !foreignRules.isTextOfHtml(open.current());
    String text = markup.text.substring(start, end);
    text = foreign ? Markup.withoutZeros(text) : text.replace("\0", "");
    if (!text.isEmpty()) {
      text(0, 0, text, foreign);
    }
  }

  /**
   * Text of an element that cannot contain elements.
   *
   * @param references whether character references are resolved
   */
  void rawText(int start, int end, boolean references) {
    boolean zeros = markup.hasZero(start, end);
    String text = null;
    if (references && markup.hasAmpersand(start, end)) {
      text = CharacterReferences.resolved(markup.chars, start, end, false, Nul.REPLACED);
    } else if (zeros) {
      text = Markup.withoutZeros(markup.text.substring(start, end));
    }
    if (mode == Mode.TEXT) {
      insertText(start, end, text);
    } else {
      text(start, end, text, false);
    }
  }

  private void text(int start, int end, String resolved, boolean foreign) {
    if (foreign) {
      endTableText();
      framesetOk &= isBlank(start, end, resolved);
      insertText(start, end, resolved);
      return;
    }
    switch (mode) {
      case Mode.IN_BODY, Mode.IN_CELL, Mode.IN_CAPTION, Mode.IN_TEMPLATE ->
          textInBody(start, end, resolved);
      case Mode.TEXT -> insertText(start, end, resolved);
      case Mode.IN_TABLE, Mode.IN_TABLE_BODY, Mode.IN_ROW -> textInTable(start, end, resolved);
      case Mode.AFTER_BODY, Mode.AFTER_AFTER_BODY -> {
        mode = isBlank(start, end, resolved) ? mode : Mode.IN_BODY;
        textInBody(start, end, resolved);
      }
      case Mode.IN_FRAMESET, Mode.AFTER_FRAMESET, Mode.AFTER_AFTER_FRAMESET ->
          frameRules.text(resolved == null ? markup.text.substring(start, end) : resolved);
      default -> textAroundHead(start, end, resolved);
    }
  }

  private void textInBody(int start, int end, String resolved) {
    formattingReopened();
    framesetOk = framesetOk && isBlank(start, end, resolved);
    insertText(start, end, resolved);
  }

  /** Keeps or drops leading white space; other text moves on towards the body. */
  private void textAroundHead(int start, int end, String resolved) {
    int blanks = blanks(start, end, resolved);
    int length = resolved == null ? end - start : resolved.length();
    String first = resolved == null ? null : resolved.substring(0, blanks);
    boolean kept = mode == Mode.IN_HEAD || mode == Mode.AFTER_HEAD || mode == Mode.IN_COLUMN_GROUP;
    if (blanks > 0 && kept) {
      insertText(start, start + blanks, first);
    }
    if (blanks < length) {
      if (mode == Mode.IN_COLUMN_GROUP) {
        if (!open.isCurrent(Tag.COLGROUP)) {
          return;
        }
        open.pop();
        mode = Mode.IN_TABLE;
      } else {
        headRules.endBeforeBody();
      }
      text(start + blanks, end, resolved == null ? null : resolved.substring(blanks), false);
    }
  }

  private void textInTable(int start, int end, String resolved) {
    if (!isInTable()) {
      fostering = true;
      textInBody(start, end, resolved);
      fostering = false;
      return;
    }
    tableText = tableText == null ? new StringBuilder() : tableText;
    if (resolved == null) {
      tableText.append(markup.chars, start, end - start);
    } else {
      tableText.append(resolved);
    }
  }

  private boolean isInTable() {
    Element current = open.current();
    return current.namespace == Element.HTML
        && (current.tag.is(Tag.IS_FOSTER) || current.tag.id == Tag.TEMPLATE);
  }

  /** Section 13.2.6.4.10: text in a table moves before it, unless it is blank. */
  private void endTableText() {
    if (tableText != null) {
      String text = tableText.toString();
      tableText = null;
      if (isBlank(0, 0, text)) {
        insertText(0, 0, text);
      } else {
        fostering = true;
        textInBody(0, 0, text);
        fostering = false;
      }
    }
  }

  void startTag(Tag tag, int attributes, int count, boolean closing) {
    endTableText();
    attributeStart = attributes;
    attributeCount = count;
    selfClosing = closing;
    Element current = open.current();
    if (current != null
        && current.namespace != Element.HTML
        && !foreignRules.isStartTagOfHtml(current, tag)) {
      foreignRules.start(tag);
    } else {
      start(tag);
    }
  }

  void endTag(Tag tag) {
    endTableText();
    attributeCount = 0;
    selfClosing = false;
    if (isForeign()) {
      foreignRules.end(tag);
    } else {
      end(tag);
    }
  }

  void end() {
    endTableText();
    if (mode == Mode.TEXT) {
      endText();
    }
    while (open.count(Tag.TEMPLATE) > 0) {
      attributeCount = 0;
      headRules.endTemplate();
    }
    attributeCount = 0;
    while (mode <= Mode.AFTER_HEAD) {
      headRules.endBeforeBody();
    }
  }

  /** Applies the rules of the insertion mode. */
  void start(Tag tag) {
    switch (mode) {
      case Mode.IN_BODY -> bodyRules.start(tag);
      case Mode.IN_TABLE -> tableRules.startInTable(tag);
      case Mode.IN_CAPTION -> tableRules.startInCaption(tag);
      case Mode.IN_COLUMN_GROUP -> tableRules.startInColumnGroup(tag);
      case Mode.IN_TABLE_BODY -> tableRules.startInTableBody(tag);
      case Mode.IN_ROW -> tableRules.startInRow(tag);
      case Mode.IN_CELL -> tableRules.startInCell(tag);
      case Mode.IN_TEMPLATE -> tableRules.startInTemplate(tag);
      case Mode.IN_FRAMESET, Mode.AFTER_FRAMESET, Mode.AFTER_AFTER_FRAMESET ->
          frameRules.start(tag);
      case Mode.AFTER_BODY, Mode.AFTER_AFTER_BODY -> {
        if (tag.id != Tag.HTML) {
          mode = Mode.IN_BODY;
        }
        bodyRules.start(tag);
      }
      default -> headRules.start(tag);
    }
  }

  void end(Tag tag) {
    switch (mode) {
      case Mode.IN_BODY -> bodyRules.end(tag);
      case Mode.TEXT -> endText(tag);
      case Mode.IN_TABLE -> tableRules.endInTable(tag);
      case Mode.IN_CAPTION -> tableRules.endInCaption(tag);
      case Mode.IN_COLUMN_GROUP -> tableRules.endInColumnGroup(tag);
      case Mode.IN_TABLE_BODY -> tableRules.endInTableBody(tag);
      case Mode.IN_ROW -> tableRules.endInRow(tag);
      case Mode.IN_CELL -> tableRules.endInCell(tag);
      case Mode.IN_TEMPLATE -> {
        if (tag.id == Tag.TEMPLATE) {
          headRules.endTemplate();
        }
      }
      case Mode.IN_FRAMESET, Mode.AFTER_FRAMESET, Mode.AFTER_AFTER_FRAMESET -> frameRules.end(tag);
      case Mode.AFTER_BODY -> {
        mode = tag.id == Tag.HTML ? Mode.AFTER_AFTER_BODY : Mode.IN_BODY;
        if (tag.id != Tag.HTML) {
          bodyRules.end(tag);
        }
      }
      case Mode.AFTER_AFTER_BODY -> {
        mode = Mode.IN_BODY;
        bodyRules.end(tag);
      }
      default -> headRules.end(tag);
    }
  }

  void startInHead(Tag tag) {
    headRules.startInHead(tag);
  }

  void endTemplate() {
    headRules.endTemplate();
  }

  void startInBody(Tag tag) {
    bodyRules.start(tag);
  }

  /** Applies the rules of the body inside a table; nodes move before the table. */
  void startFostered(Tag tag) {
    fostering = true;
    bodyRules.start(tag);
    fostering = false;
  }

  void endInBody(Tag tag) {
    bodyRules.end(tag);
  }

  void endFostered(Tag tag) {
    fostering = true;
    bodyRules.end(tag);
    fostering = false;
  }

  void adopt(Tag tag) {
    adoptionAgency.run(tag);
  }

  void endAnyOther(Tag tag) {
    bodyRules.endAnyOther(tag);
  }

  /** Closes the text element, and applies the tag to its parent if it is not its own. */
  private void endText(Tag tag) {
    boolean own = open.current().tag.id == tag.id;
    endText();
    if (!own) {
      end(tag);
    }
  }

  private void endText() {
    open.pop();
    mode = modeAfterText;
  }

  /** Section 13.2.4.1: sets the mode by the open elements. */
  void resetMode() {
    for (int i = open.size() - 1; i > 0; i--) {
      Element element = open.get(i);
      int found = element.namespace == Element.HTML ? modeOf(element.tag.id) : -1;
      if (found >= 0) {
        mode = found;
        return;
      }
    }
    // a fragment has no head
    mode = head == null ? Mode.IN_BODY : Mode.AFTER_HEAD;
  }

  private int modeOf(int id) {
    return switch (id) {
      case Tag.TD, Tag.TH -> Mode.IN_CELL;
      case Tag.TR -> Mode.IN_ROW;
      case Tag.TBODY, Tag.THEAD, Tag.TFOOT -> Mode.IN_TABLE_BODY;
      case Tag.CAPTION -> Mode.IN_CAPTION;
      case Tag.COLGROUP -> Mode.IN_COLUMN_GROUP;
      case Tag.TABLE -> Mode.IN_TABLE;
      case Tag.TEMPLATE -> open.templateMode();
      case Tag.HEAD -> Mode.IN_HEAD;
      case Tag.BODY -> Mode.IN_BODY;
      case Tag.FRAMESET -> Mode.IN_FRAMESET;
      default -> -1;
    };
  }

  // called by the rules

  /** Inserts and opens an element of HTML for the start tag. */
  Element insert(Tag tag) {
    return insert(new Element(tag, Element.HTML, markup, attributeStart, attributeCount));
  }

  /** Inserts and opens an element without a tag. */
  Element insertImplied(int id) {
    return insert(new Element(Tag.known(id)));
  }

  Element insertForeign(Tag tag, byte namespace) {
    Element element = insert(new Element(tag, namespace, markup, attributeStart, attributeCount));
    if (selfClosing) {
      open.pop();
    }
    return element;
  }

  private Element insert(Element element) {
    int depth = limits.depth(tokenizer.tags());
    while (open.size() >= depth) {
      open.pop();
    }
    if (open.size() == 0) {
      document.link(element, null);
    } else {
      findPlace();
      place.link(element, placeBefore);
    }
    open.push(element);
    return element;
  }

  /** Inserts an element that has no content. */
  void insertVoid(Tag tag) {
    insert(tag);
    open.pop();
  }

  /** Inserts an element that cannot contain elements. */
  void insertRaw(Tag tag, Tokenizer.Content content) {
    insert(tag);
    tokenizer.read(content, tag);
    modeAfterText = mode;
    mode = Mode.TEXT;
  }

  /** Adds the attributes of the start tag that an element does not have. */
  void mergeAttributes(Element element) {
    int first = markup.attributes();
    int own = element.attributesSize();
    boolean added = false;
    for (int i = attributeStart; i < attributeStart + attributeCount; i++) {
      boolean missing = own == 0 || markup.findSame(i, element.attributeStart(), own) < 0;
      if (missing && (added ? markup.attributes() - first : own) < Limits.MAX_ATTRIBUTES) {
        if (!added) {
          for (int j = 0; j < own; j++) {
            markup.addAgain(element.attributeStart() + j);
          }
          added = true;
        }
        markup.addAgain(i);
      }
    }
    if (added) {
      element.setAttributes(markup, first, markup.attributes() - first);
    }
  }

  /** Value of an attribute of the start tag, or "". */
  String attribute(int code) {
    int at = markup.find(code, attributeStart, attributeCount);
    return at < 0 ? "" : markup.value(at);
  }

  boolean hasAttribute(String name) {
    return markup.find(name, attributeStart, attributeCount) >= 0;
  }

  /** Reconstructs the active formatting elements (section 13.2.4.3). */
  void formattingReopened() {
    int size = formatting.size();
    if (size == 0) {
      return;
    }
    Element last = formatting.get(size - 1);
    if (last == null || last.open) {
      return;
    }
    for (int i = formatting.firstToReopen(); i < formatting.size(); i++) {
      if (!mayMakeElement()) {
        formatting.cut(i);
        return;
      }
      Element element = insert(formatting.get(i).copy());
      formatting.replace(i, element);
    }
  }

  /**
   * Whether one more formatting element may be copied. Four bytes of a page ({@code <p>x}) can copy
   * all active ones, so a page that does this often reaches a limit.
   */
  boolean mayMakeElement() {
    return made++ < Limits.madeElements(tokenizer.position());
  }

  private void insertText(int start, int end, String resolved) {
    findPlace();
    Node before = placeBefore == null ? place.last : placeBefore.previous;
    if (before instanceof CharacterData text && !(before instanceof Comment)) {
      if (resolved == null) {
        text.append(markup, start, end);
      } else {
        text.append(resolved);
      }
      return;
    }
    boolean data = place.namespace == Element.HTML && place.tag.is(Tag.IS_DATA);
    Node text;
    if (resolved == null) {
      text = data ? new DataNode(markup, start, end) : new TextNode(markup, start, end);
    } else {
      text = data ? new DataNode(resolved) : new TextNode(resolved);
    }
    place.link(text, placeBefore);
  }

  /** Inserts a text at the current place, unless it is empty. */
  void insertText(String text) {
    if (!text.isEmpty()) {
      insertText(0, 0, text);
    }
  }

  /** The appropriate place for inserting a node (section 13.2.6.1). */
  private void findPlace() {
    findPlace(open.current());
  }

  private void findPlace(Element target) {
    place = target;
    placeBefore = null;
    if (fostering && target.namespace == Element.HTML && target.tag.is(Tag.IS_FOSTER)) {
      findFosterPlace();
    }
  }

  private void findFosterPlace() {
    int i = open.size() - 1;
    while (i > 0 && !open.get(i).is(Tag.TABLE) && !open.get(i).is(Tag.TEMPLATE)) {
      i--;
    }
    Element found = open.get(i);
    place = found;
    if (found.is(Tag.TABLE)) {
      place = found.parent == null ? open.get(i - 1) : found.parent;
      placeBefore = found.parent == null ? null : found;
    }
  }

  /**
   * Moves an element to the place where it would be inserted if {@code target} were the current
   * one.
   */
  void move(Element element, Element target) {
    element.remove();
    boolean before = fostering;
    fostering = true;
    findPlace(target);
    fostering = before;
    place.link(element, placeBefore);
  }

  private boolean isBlank(int start, int end, String resolved) {
    int length = resolved == null ? end - start : resolved.length();
    return blanks(start, end, resolved) == length;
  }

  private int blanks(int start, int end, String resolved) {
    int i = 0;
    if (resolved == null) {
      while (start + i < end && NameCharacters.isBlank(markup.chars[start + i])) {
        i++;
      }
    } else {
      while (i < resolved.length() && NameCharacters.isBlank(resolved.charAt(i))) {
        i++;
      }
    }
    return i;
  }
}
