package io.millrace.extract.html;

import java.util.Arrays;

/**
 * A node of characters: a place in the page, or an array of its own where they do not stand in the
 * page as they are.
 */
public abstract sealed class CharacterData extends Node permits TextNode, DataNode, Comment {

  /** Null where the node has an array of its own. */
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

  /** An array in which its characters are, references resolved; not to be changed. */
  public final char[] characters() {
    return characters;
  }

  /** Where they begin in {@link #characters}. */
  public final int start() {
    return start;
  }

  /** Where they end in {@link #characters}. */
  public final int end() {
    return end;
  }

  /** How many they are. */
  public final int length() {
    return end - start;
  }

  /** The characters, character references resolved; a new string each time. */
  public final String wholeText() {
    return markup == null
        ? new String(characters, start, end - start)
        : markup.text.substring(start, end);
  }

  /** Adds characters of the page; adding is linear in what is added. */
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

  /** Makes the array the node's own, with room for some more characters. */
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
