package io.millrace.extract.html;

import java.util.Arrays;

/**
 * The characters of a page and the positions of its attributes. Nodes refer to it and copy
 * characters only on demand. An attribute is five numbers: the number of its name ({@link
 * AttributeName}), start and end of its name, start and end of its value.
 */
final class Markup {

  private static final int FIELDS = 5;

  /** Size of the cache of values; a power of two. */
  private static final int SHARED = 512;

  /** Begins with the characters; carriage returns are line feeds (WHATWG HTML, 13.2.3.5). */
  final char[] chars;

  /** The same as a string, for substrings. */
  final String text;

  private final boolean hasZeros;

  /** By hash of a value: the last attribute with it, counted from 1, and the value. */
  private int[] sharedBy;

  private String[] shared;
  private int[] attributes;
  private int count;

  private Markup(String text, char[] chars, int attributes) {
    this.text = text;
    this.chars = chars;
    this.hasZeros = text.indexOf(0) >= 0;
    this.attributes = new int[FIELDS * attributes];
  }

  /**
   * @param chars begins with the page; is kept and may be changed
   * @param maxCharacters the rest is cut off
   */
  static Markup of(String page, char[] chars, int maxCharacters) {
    String text = page.length() > maxCharacters ? page.substring(0, maxCharacters) : page;
    int first = text.indexOf('\r');
    if (first >= 0) {
      text = new String(chars, 0, withoutReturns(text, chars, first, text.length()));
    }
    return new Markup(text, chars, 64 + text.length() / 64);
  }

  /** Markup of one attribute that is not from a page. */
  static Markup ofAttribute(String name, String value) {
    String text = name + value.replace("&", "&amp;");
    Markup markup = new Markup(text, text.toCharArray(), 1);
    int hash = NameCharacters.hash(markup.chars, 0, name.length());
    markup.add(hash, 0, name.length(), name.length(), text.length());
    return markup;
  }

  /**
   * @param first position of the first carriage return
   */
  private static int withoutReturns(String page, char[] chars, int first, int end) {
    int to = first;
    int at = first;
    while (at < end) {
      chars[to++] = '\n';
      at += at + 1 < end && chars[at + 1] == '\n' ? 2 : 1;
      int next = page.indexOf('\r', at);
      int length = (next < 0 ? end : Math.min(next, end)) - at;
      System.arraycopy(chars, at, chars, to, length);
      to += length;
      at += length;
    }
    return to;
  }

  /** Number of attributes so far; those of a tag are consecutive. */
  int attributes() {
    return count;
  }

  /** Removes the attributes from a number on. */
  void cut(int attribute) {
    count = attribute;
  }

  void add(int hash, int nameStart, int nameEnd, int valueStart, int valueEnd) {
    int at = FIELDS * count;
    if (at == attributes.length) {
      attributes = Arrays.copyOf(attributes, 2 * at + FIELDS);
    }

    attributes[at] = AttributeName.find(hash, chars, nameStart, nameEnd);
    attributes[at + 1] = nameStart;
    attributes[at + 2] = nameEnd;
    attributes[at + 3] = valueStart;
    attributes[at + 4] = valueEnd;
    count++;
  }

  /** Adds a copy of an attribute. */
  void addAgain(int attribute) {
    int at = FIELDS * count;
    if (at == attributes.length) {
      attributes = Arrays.copyOf(attributes, 2 * at + FIELDS);
    }
    System.arraycopy(attributes, FIELDS * attribute, attributes, at, FIELDS);
    count++;
  }

  int code(int attribute) {
    return attributes[FIELDS * attribute];
  }

  String name(int attribute) {
    int at = FIELDS * attribute;
    return NameCharacters.string(chars, attributes[at + 1], attributes[at + 2]);
  }

  /** The value with its character references resolved. */
  String value(int attribute) {
    int at = FIELDS * attribute;
    int start = attributes[at + 3];
    int end = attributes[at + 4];
    if (start == end) {
      return "";
    }
    for (int i = start; i < end; i++) {
      char c = chars[i];
      if (c == '&' || c == 0) {
        return CharacterReferences.resolved(chars, start, end, true, Nul.REPLACED);
      }
    }
    return text.substring(start, end);
  }

  /** The same; equal values mostly share one string. */
  String sharedValue(int attribute) {
    if (shared == null) {
      sharedBy = new int[SHARED];
      shared = new String[SHARED];
    }
    int place =
        hashOfValue(attribute, 0) * 0x9E3779B1
            >>> Integer.SIZE - Integer.numberOfTrailingZeros(SHARED);
    if (sharedBy[place] == 0 || !sameValue(sharedBy[place] - 1, attribute)) {
      sharedBy[place] = attribute + 1;
      shared[place] = value(attribute);
    }
    return shared[place];
  }

  /** Whether the value contains a text of plain characters; does not copy the value. */
  boolean valueContains(int attribute, String wanted) {
    int at = FIELDS * attribute;
    int end = attributes[at + 4];
    if (end - attributes[at + 3] < wanted.length()) {
      // a reference is never shorter than its text
      return false;
    }
    char first = wanted.charAt(0);
    for (int i = attributes[at + 3]; i < end; i++) {
      char c = chars[i];
      if (c == '&') {
        return value(attribute).contains(wanted);
      }
      if (c == first && end - i >= wanted.length() && text.startsWith(wanted, i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether two attributes have the same name. */
  boolean sameName(int a, int b) {
    int first = FIELDS * a;
    int second = FIELDS * b;
    if (attributes[first] != attributes[second]) {
      return false;
    }
    int start = attributes[first + 1];
    int other = attributes[second + 1];
    int length = attributes[first + 2] - start;
    return attributes[first] != 0
        || length == attributes[second + 2] - other
            && NameCharacters.equal(chars, start, other, length);
  }

  /** Whether the raw values are the same characters. */
  boolean sameValue(int a, int b) {
    int first = FIELDS * a;
    int second = FIELDS * b;
    return Arrays.equals(
        chars,
        attributes[first + 3],
        attributes[first + 4],
        chars,
        attributes[second + 3],
        attributes[second + 4]);
  }

  int hashOfName(int attribute) {
    int at = FIELDS * attribute;
    return NameCharacters.hash(chars, attributes[at + 1], attributes[at + 2]);
  }

  boolean hasZero(int start, int end) {
    return hasZeros && indexOf((char) 0, start, end) >= 0;
  }

  boolean hasAmpersand(int start, int end) {
    return indexOf('&', start, end) >= 0;
  }

  private int indexOf(char wanted, int start, int end) {
    for (int i = start; i < end; i++) {
      if (chars[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** Replaces U+0000 by U+FFFD. */
  static String withoutZeros(String text) {
    return text.indexOf(0) < 0 ? text : text.replace('\0', '\uFFFD');
  }

  /** Hash of name and raw value. */
  int hash(int attribute) {
    int at = FIELDS * attribute;
    int name = NameCharacters.hash(chars, attributes[at + 1], attributes[at + 2]);
    return hashOfValue(attribute, name) * 0x9E3779B1;
  }

  /**
   * @param start initial value of the hash
   */
  private int hashOfValue(int attribute, int start) {
    int at = FIELDS * attribute;
    int hash = start;
    for (int i = attributes[at + 3]; i < attributes[at + 4]; i++) {
      hash = 31 * hash + chars[i];
    }
    return hash;
  }

  /** Number of the attribute with the same name among {@code number} consecutive ones, or -1. */
  int findSame(int attribute, int from, int number) {
    for (int i = from; i < from + number; i++) {
      if (sameName(i, attribute)) {
        return i;
      }
    }
    return -1;
  }

  /** Number of the attribute with a name among {@code number} consecutive ones, or -1. */
  int find(String name, int from, int number) {
    int code = AttributeName.of(name);
    for (int i = from; i < from + number; i++) {
      int at = FIELDS * i;
      if (attributes[at] == code
          && (code != 0
              || NameCharacters.equal(name, chars, attributes[at + 1], attributes[at + 2]))) {
        return i;
      }
    }
    return -1;
  }

  /** The same, by the number of the name in {@link AttributeName}. */
  int find(int code, int from, int number) {
    for (int i = from; i < from + number; i++) {
      if (attributes[FIELDS * i] == code) {
        return i;
      }
    }
    return -1;
  }
}
