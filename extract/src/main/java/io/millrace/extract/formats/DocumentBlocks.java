package io.millrace.extract.formats;

import io.millrace.extract.blocks.Block;
import io.millrace.extract.text.TextBuffer;
import io.millrace.extract.tree.HtmlTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Builds blocks from the XHTML events of Tika's parsers. Stops the parser once there is enough
 * text.
 */
final class DocumentBlocks extends DefaultHandler {

  private static final String CELL_SEPARATOR = " | ";

  private final long maxCharacters;
  private final List<Block> blocks = new ArrayList<>();
  private final TextBuffer buffer = new TextBuffer();
  private long characters;
  private boolean full;
  private int rows;
  private int heads;
  private Block.Kind kind = Block.Kind.PARAGRAPH;

  /**
   * @param maxCharacters UTF-16 units after which the parser is stopped
   */
  DocumentBlocks(long maxCharacters) {
    this.maxCharacters = maxCharacters;
  }

  List<Block> blocks() {
    flush();
    return blocks;
  }

  /** Whether the parser was stopped because there was enough text. */
  boolean isFull() {
    return full;
  }

  @Override
  public void startElement(String uri, String local, String qualified, Attributes attributes) {
    String name = nameOf(local, qualified);
    if (name.equals("head") || name.equals("title")) {
      heads++;
    } else if (HtmlTags.isCell(name) && rows > 0) {
      buffer.separate(CELL_SEPARATOR);
    } else if (name.equals("br")) {
      buffer.lineBreak();
    } else if (HtmlTags.isBlock(name)) {
      boundary();
      rows += name.equals("tr") ? 1 : 0;
      kind = kindOf(name);
    }
  }

  @Override
  public void endElement(String uri, String local, String qualified) {
    String name = nameOf(local, qualified);
    if (name.equals("head") || name.equals("title")) {
      heads--;
    } else if (name.equals("tr")) {
      rows--;
      boundary();
    } else if (HtmlTags.isBlock(name)) {
      boundary();
      kind = rows > 0 ? Block.Kind.ROW : Block.Kind.PARAGRAPH;
    }
  }

  @Override
  public void characters(char[] text, int start, int length) throws SAXException {
    if (heads > 0) {
      return;
    }
    buffer.append(new String(text, start, length), false, false);
    characters += length;
    if (characters > maxCharacters) {
      full = true;
      throw new SAXException("enough text");
    }
  }

  @Override
  public void ignorableWhitespace(char[] text, int start, int length) {
    buffer.space();
  }

  private Block.Kind kindOf(String name) {
    if (rows > 0) {
      return Block.Kind.ROW;
    }
    Block.Kind own = Block.Kind.ofElement(name);
    boolean wrapped = kind == Block.Kind.ITEM && name.equals("p");
    return own == null || own == Block.Kind.PREFORMATTED
        ? wrapped ? kind : Block.Kind.PARAGRAPH
        : own;
  }

  private void boundary() {
    if (rows > 0) {
      buffer.space();
    } else {
      flush();
    }
  }

  private void flush() {
    if (!buffer.isEmpty()) {
      blocks.add(Block.of(kind, 0, buffer, -1, 0));
    }
    buffer.clear();
  }

  private static String nameOf(String local, String qualified) {
    return (local.isEmpty() ? qualified : local).toLowerCase(Locale.ROOT);
  }
}
