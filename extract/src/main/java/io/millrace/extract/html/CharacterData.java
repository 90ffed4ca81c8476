package io.millrace.extract.html;

import java.util.Arrays;

/**
 * A node of characters: a range of the page, or an array of its own if they differ from those of
 * the page.
 */
public abstract sealed class CharacterData extends Node permits TextNode, DataNode, Comment {

  /** Null if the node has an array of its own. */
  private Markup markup;

  private char[] characters;
  private int start;
  private int end;

  CharacterData(Markup markup, int start, int end) {
    this.markup = markup;
    characters = markup.chars;
    this.start = start;
    this.end = end;
  }

  CharacterData(String text) {
    characters = text.toCharArray();
    end = characters.length;
  }

  /** The array that contains its characters, references resolved. Do not modify. */
  public final char[] characters() {
    return characters;
  }

  /** Start of its characters in {@link #characters}. */
  public final int start() {
    return start;
  }

  /** End of its characters in {@link #characters}. */
  public final int end() {
    return end;
  }

  public final int length() {
    return end - start;
  }

  /** The characters, character references resolved; a new string each time. */
  public final String wholeText() {
    return markup == null
        ? new String(characters, start, end - start)
        : markup.text.substring(start, end);
  }

  /** Appends characters of the page, in amortised linear time. */
  final void append(Markup from, int first, int last) {
    if (markup == from && end == first) {
      end = last;
    } else {
      char[] own = makeRoom(last - first);
      System.arraycopy(from.chars, first, own, end, last - first);
      end += last - first;
    }
  }

  final void append(String text) {
    char[] own = makeRoom(text.length());
    text.getChars(0, text.length(), own, end);
    end += text.length();
  }

  /** Makes the array the node's own, with room for {@code more} characters. */
  private char[] makeRoom(int more) {
    if (markup != null) {
      characters = Arrays.copyOfRange(characters, start, start + 2 * (end - start) + more);
      end -= start;
      start = 0;
      markup = null;
    } else if (end + more > characters.length) {
      characters = Arrays.copyOf(characters, 2 * end + more);
    }
    return characters;
  }
}
