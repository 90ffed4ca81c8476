package io.millrace.extract.blocks;

import io.millrace.extract.html.Element;
import io.millrace.extract.html.Tag;
import io.millrace.extract.html.TextNode;
import io.millrace.extract.text.TextBuffer;
import io.millrace.extract.tree.BoilerplateCues;
import io.millrace.extract.tree.BoilerplateCues.Cue;
import io.millrace.extract.tree.HtmlTags;
import io.millrace.extract.tree.HtmlTexts;
import io.millrace.extract.tree.HtmlTree;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Splits a page into its blocks, in document order. The state of an element (in a link, in
 * boilerplate, in a table row) is stored by its number and inherited from parent to child, so no
 * stack is needed.
 */
public final class HtmlBlocks {

  /**
   * An element with a larger share of the page's text is never boilerplate, whatever its name: some
   * sites wrap everything in a form, or name the whole page after its sidebar.
   */
  private static final double MAX_BOILERPLATE_SHARE = .4;

  private static final String CELL_SEPARATOR = " | ";

  /** Such elements end the block before them and the block inside them. */
  private static final int BOUNDARY = HtmlTags.BLOCK | HtmlTags.CELL;

  private static final int LINK = 1;
  private static final int BOILERPLATE = 2;
  private static final int ROW = 4;
  private static final int HIDDEN = 8;

  private final HtmlTree tree;
  private final boolean keepTables;
  private final List<Block> blocks = new ArrayList<>();
  private final BitSet content = new BitSet();
  private final TextBuffer buffer = new TextBuffer();
  private final byte[] flags;
  private final Block.Kind[] kinds;
  private final int[] owners;
  private int current = -1;

  private HtmlBlocks(HtmlTree tree, boolean keepTables) {
    this.tree = tree;
    this.keepTables = keepTables;
    flags = new byte[tree.size()];
    kinds = new Block.Kind[tree.size()];
    owners = new int[tree.size()];
  }

  static HtmlBlocks of(HtmlTree tree, boolean keepTables) {
    HtmlBlocks blocks = new HtmlBlocks(tree, keepTables);
    blocks.cut();
    return blocks;
  }

  List<Block> blocks() {
    return blocks;
  }

  /** Numbers of the elements that the page names as its content. */
  BitSet contentElements() {
    return content;
  }

  private void cut() {
    HtmlTexts texts = tree.texts();
    int text = 0;
    int number = 0;
    while (number < tree.size()) {
      for (; text < texts.size() && texts.place(text) <= number; text++) {
        append(text);
      }
      closeTo(tree.parent(number));
      if (open(tree.element(number), number)) {
        number++;
      } else {
        int end = tree.end(number);
        while (text < texts.size() && texts.place(text) <= end && texts.parent(text) >= number) {
          text++;
        }
        number = end;
      }
    }
    for (; text < texts.size(); text++) {
      append(text);
    }
    closeTo(-1);
  }

  private void append(int text) {
    if (tree.texts().isSeen(text)) {
      closeTo(tree.texts().parent(text));
      boolean preformatted = kinds[current] == Block.Kind.PREFORMATTED;
      TextNode node = tree.texts().text(text);
      buffer.append(node.characters(), node.start(), node.end(), preformatted, has(LINK));
    }
  }

  /** Closes the open elements down to the given one. */
  private void closeTo(int number) {
    while (current > number) {
      if (has(ROW) && tree.is(current, HtmlTags.ROW)) {
        flush();
      } else if (tree.is(current, BOUNDARY)) {
        boundary();
      } else if (tree.name(current) == Tag.TEMPLATE) {
        buffer.space();
      }
      current = tree.parent(current);
    }
  }

  /** Opens an element. Returns false if its content is not text of the page. */
  private boolean open(Element element, int number) {
    Cue cue = BoilerplateCues.of(tree, number);
    boolean boundary = tree.is(number, BOUNDARY);
    boolean noscript = tree.is(number, HtmlTags.NOSCRIPT);
    boolean hidden = (cue == Cue.HIDDEN || noscript) && isSmall(number);
    boolean unwanted =
        tree.is(number, HtmlTags.NEVER)
            || hidden && !boundary && !noscript
            || !keepTables && tree.is(number, HtmlTags.TABLE) && !tree.isLayoutTable(number);
    if (unwanted) {
      appendFormula(element, element.normalName());
      return false;
    }
    boolean boilerplate = cue == Cue.BOILERPLATE && isSmall(number) || number == tree.embedded();
    if (boundary || boilerplate || hidden) {
      boundary();
    }
    if (!tree.is(number, BOUNDARY | HtmlTags.FORMATTING)
        && (tree.name(number) == Tag.TEMPLATE || isSetApart(element))) {
      buffer.space();
    }
    inherit(number);
    current = number;
    if (cue == Cue.CONTENT) {
      content.set(number);
    }
    if (boilerplate) {
      flags[number] |= BOILERPLATE;
    }
    if (hidden) {
      flags[number] |= HIDDEN;
    }
    describe(element, number);
    return true;
  }

  /** Appends the TeX of a formula. MediaWiki hides its MathML, which is for screen readers. */
  private void appendFormula(Element element, String name) {
    Element formula = element;
    if (!Formulas.mayBe(element, name)) {
      formula =
          (HtmlTags.flags(element) & HtmlTags.NEVER) != 0 ? null : element.firstElementChild();
    }
    if (formula != null && current >= 0 && Formulas.mayBe(formula, formula.normalName())) {
      buffer.append(Formulas.of(formula), false, has(LINK));
    }
  }

  /**
   * Whether only a style sheet separates the text of this element from the previous one: nothing is
   * between them. Single letters are animations, which are not separated.
   */
  private static boolean isSetApart(Element element) {
    if (element.previousSibling() instanceof Element before
        && !HtmlTags.isFormatting(before.normalName())) {
      boolean letter =
          before.firstChild() instanceof TextNode text
              && text.nextSibling() == null
              && text.length() == 1;
      return !letter;
    }
    return false;
  }

  private void describe(Element element, int number) {
    if (tree.is(number, HtmlTags.LINK)) {
      flags[number] |= LINK;
    } else if (tree.name(number) == Tag.BR) {
      lineBreak();
    } else if (tree.is(number, HtmlTags.CELL) && has(ROW)) {
      buffer.separate(CELL_SEPARATOR);
    } else if (tree.is(number, BOUNDARY)) {
      owners[number] = number;
      if (tree.is(number, HtmlTags.ROW) && isDataRow(number)) {
        flags[number] |= ROW;
      }
      Block.Kind kind = has(ROW) ? Block.Kind.ROW : Block.Kind.ofElement(element.normalName());
      kinds[number] = kind == null ? kinds[number] : kind;
    }
  }

  private void inherit(int number) {
    kinds[number] = Block.Kind.PARAGRAPH;
    if (current >= 0) {
      flags[number] = flags[current];
      kinds[number] = kinds[current];
      owners[number] = owners[current];
    }
  }

  /** Ends the block; in a row only the word, in preformatted text only the line. */
  private void boundary() {
    if (current < 0) {
      return;
    }
    if (has(ROW)) {
      buffer.space();
    } else if (kinds[current] == Block.Kind.PREFORMATTED
        && !tree.is(current, HtmlTags.PREFORMATTED)) {
      buffer.startLine();
    } else {
      flush();
    }
  }

  private void lineBreak() {
    if (has(ROW)) {
      buffer.space();
    } else if (kinds[current] == Block.Kind.PREFORMATTED) {
      buffer.hardLineBreak();
    } else if (buffer.endsWithLineBreak()) {
      flush();
    } else {
      buffer.lineBreak();
    }
  }

  private void flush() {
    if (!buffer.isEmpty()) {
      int place = (has(BOILERPLATE) ? Block.BOILERPLATE : 0) | (has(HIDDEN) ? Block.HIDDEN : 0);
      int level = kinds[current] == Block.Kind.HEADING ? levelOf(owners[current]) : 0;
      blocks.add(Block.of(kinds[current], level, buffer, owners[current], place));
    }
    buffer.clear();
  }

  private int levelOf(int number) {
    int up = number;
    while (up >= 0 && !HtmlTags.isHeading(tree.element(up).normalName())) {
      up = tree.parent(up);
    }
    return up < 0 ? 0 : tree.element(up).normalName().charAt(1) - '0';
  }

  private boolean isDataRow(int number) {
    int table = number;
    for (int up = 0; up < 3 && table >= 0; up++) {
      if (tree.is(table, HtmlTags.TABLE)) {
        return !tree.isLayoutTable(table);
      }
      table = tree.parent(table);
    }
    return false;
  }

  private boolean isSmall(int number) {
    return tree.proseLength(number) <= MAX_BOILERPLATE_SHARE * tree.proseLength(0);
  }

  private boolean has(int flag) {
    return (flags[current] & flag) != 0;
  }
}
