package io.millrace.extract;

import java.util.Arrays;

/** Runs of four words of some text, for asking how much of another text stands in it. */
final class PhraseSet {

  private static final int WORDS = 4;

  private long[] table = new long[256];
  private int size;

  void add(String text) {
    Reader reader = new Reader();
    for (int i = 0; i <= text.length(); i++) {
      if (reader.read(i < text.length() ? text.charAt(i) : ' ')) {
        put(reader.phrase());
      }
    }
  }

  /** Of the phrases of the set those that stand in what the reader is given are put in another. */
  void addCommon(String text, Reader reader, PhraseSet into) {
    for (int i = 0; i < text.length(); i++) {
      if (reader.read(text.charAt(i)) && has(reader.phrase())) {
        into.put(reader.phrase());
      }
    }
  }

  /** Share of the text's runs of four words that are in the set, 0..1; 0 for shorter texts. */
  double cover(String text) {
    if (size == 0) {
      return 0;
    }
    Reader reader = new Reader();
    int count = 0;
    int hits = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (reader.read(i < text.length() ? text.charAt(i) : ' ')) {
        count++;
        hits += has(reader.phrase()) ? 1 : 0;
      }
    }
    return count == 0 ? 0 : (double) hits / count;
  }

  /**
   * The same for two sets, the text being read once.
   *
   * @param at where the shares are put
   */
  static void cover(
      String text, PhraseSet one, PhraseSet other, double[] ofOne, double[] ofOther, int at) {
    if (one.size == 0 && other.size == 0) {
      return;
    }
    Reader reader = new Reader();
    int count = 0;
    int hits = 0;
    int otherHits = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (reader.read(i < text.length() ? text.charAt(i) : ' ')) {
        long phrase = reader.phrase();
        count++;
        hits += one.has(phrase) ? 1 : 0;
        otherHits += other.has(phrase) ? 1 : 0;
      }
    }
    if (count > 0) {
      ofOne[at] = (double) hits / count;
      ofOther[at] = (double) otherHits / count;
    }
  }

  private boolean has(long key) {
    int at = (int) key & table.length - 1;
    while (table[at] != 0) {
      if (table[at] == key) {
        return true;
      }
      at = at + 1 & table.length - 1;
    }
    return false;
  }

  private void put(long key) {
    if (2 * size >= table.length) {
      grow();
    }
    int at = (int) key & table.length - 1;
    while (table[at] != 0 && table[at] != key) {
      at = at + 1 & table.length - 1;
    }
    size += table[at] == 0 ? 1 : 0;
    table[at] = key;
  }

  private void grow() {
    long[] old = table;
    table = new long[4 * old.length];
    size = 0;
    for (long key : old) {
      if (key != 0) {
        put(key);
      }
    }
  }

  /** Takes the characters of a text, in one piece or several, and finds where phrases end. */
  static final class Reader {

    private static final long START = 7;

    private final long[] window = new long[WORDS];
    private int count;
    private boolean inWord;
    private long hash = START;

    /** Whether the character ends a word, and with it a phrase. */
    boolean read(char c) {
      if (c < 0x80 ? ASCII[c] : Character.isLetterOrDigit(c)) {
        hash = hash * 31 + (c >= 'A' && c <= 'Z' ? c | 0x20 : c);
        inWord = true;
        return false;
      }
      if (!inWord) {
        return false;
      }
      window[count++ & WORDS - 1] = hash;
      hash = START;
      inWord = false;
      return count >= WORDS;
    }

    /** Key of the phrase that has just ended. */
    long phrase() {
      long key = 0;
      for (int i = 0; i < WORDS; i++) {
        key = (key + window[count + i & WORDS - 1]) * 0x9E3779B97F4A7C15L;
        key ^= key >>> 29;
      }
      return key == 0 ? 1 : key;
    }

    private static final boolean[] ASCII = ascii();

    private static boolean[] ascii() {
      boolean[] letters = new boolean[0x80];
      Arrays.fill(letters, '0', '9' + 1, true);
      Arrays.fill(letters, 'A', 'Z' + 1, true);
      Arrays.fill(letters, 'a', 'z' + 1, true);
      return letters;
    }
  }
}
