package io.millrace.extract;

import java.util.Arrays;

/** Runs of four words of some text, for asking how much of another text stands in it. */
final class PhraseSet {

  /** Words of a phrase; shorter texts have none. */
  static final int WORDS = 4;

  private long[] table = new long[256];
  private int size;

  /** Phrases of the text that is being added. */
  private long[] scratch = new long[64];

  void add(String text) {
    Reader reader = new Reader();
    for (int at = reader.first(text); at != Reader.DONE; at = reader.following(text, at)) {
      put(reader.phrase());
    }
  }

  /** Of the phrases of the set those that stand in what the reader is given are put in another. */
  void addCommon(String text, Reader reader, PhraseSet into) {
    for (int at = reader.next(text, 0); at >= 0; at = reader.next(text, at)) {
      if (has(reader.phrase())) {
        into.put(reader.phrase());
      }
    }
  }

  /**
   * Adds a text.
   *
   * @return the share of its runs of four words that were in the set before, 0..1; 0 for shorter
   *     texts
   */
  double addCovered(String text) {
    Reader reader = new Reader();
    int count = 0;
    int hits = 0;
    for (int at = reader.first(text); at != Reader.DONE; at = reader.following(text, at)) {
      if (count == scratch.length) {
        scratch = Arrays.copyOf(scratch, 2 * count);
      }
      long phrase = reader.phrase();
      scratch[count++] = phrase;
      hits += has(phrase) ? 1 : 0;
    }
    for (int i = 0; i < count; i++) {
      put(scratch[i]);
    }
    return count == 0 ? 0 : (double) hits / count;
  }

  /** Share of the text's runs of four words that are in the set, 0..1; 0 for shorter texts. */
  double cover(String text) {
    if (size == 0) {
      return 0;
    }
    Reader reader = new Reader();
    int count = 0;
    int hits = 0;
    for (int at = reader.first(text); at != Reader.DONE; at = reader.following(text, at)) {
      count++;
      hits += has(reader.phrase()) ? 1 : 0;
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
    for (int from = reader.first(text); from != Reader.DONE; from = reader.following(text, from)) {
      long phrase = reader.phrase();
      count++;
      hits += one.has(phrase) ? 1 : 0;
      otherHits += other.has(phrase) ? 1 : 0;
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
    private static final long FACTOR = 0xC2B2AE3D27D4EB4FL;
    private static final long OLDEST = FACTOR * FACTOR * FACTOR;

    private final long[] window = new long[WORDS];
    private long sum;
    private int count;
    private boolean inWord;
    private long hash = START;
    private char[] characters = {};

    /** Where to go on after the next end of a phrase, or -1 when none ends in the text. */
    int next(String text, int from) {
      int end = text.length();
      if (from == 0) {
        take(text, end);
      }
      char[] read = characters;
      long word = hash;
      boolean inside = inWord;
      for (int i = from; i < end; i++) {
        char c = read[i];
        int letter = c < 0x80 ? ASCII[c] : Character.isLetterOrDigit(c) ? c : 0;
        if (letter != 0) {
          word = word * 31 + letter;
          inside = true;
        } else if (inside) {
          add(word);
          word = START;
          inside = false;
          if (count >= WORDS) {
            hash = word;
            inWord = false;
            return i + 1;
          }
        }
      }
      hash = word;
      inWord = inside;
      return -1;
    }

    /** An array is read twice as fast as a string. */
    private void take(String text, int length) {
      if (characters.length < length) {
        characters = new char[Math.max(length, 2 * characters.length)];
      }
      text.getChars(0, length, characters, 0);
    }

    /** Ends the text; true when a phrase ends with it. */
    boolean end() {
      return next(" ", 0) >= 0;
    }

    /** What {@link #first} and {@link #following} return when there is no phrase any more. */
    static final int DONE = -1;

    /** The phrases of one whole text, the last one at its end. */
    int first(String text) {
      return following(text, 0);
    }

    int following(String text, int from) {
      if (from > text.length()) {
        return DONE;
      }
      int at = next(text, from);
      return at >= 0 ? at : end() ? text.length() + 1 : DONE;
    }

    /** Takes the word that is now the oldest out of the sum and the new one into it. */
    private void add(long word) {
      int at = count++ & WORDS - 1;
      sum = (sum - window[at] * OLDEST) * FACTOR + word;
      window[at] = word;
    }

    /** Key of the phrase that has just ended. */
    long phrase() {
      long key = sum * 0x9E3779B97F4A7C15L;
      key ^= key >>> 29;
      return key == 0 ? 1 : key;
    }

    /** Letters in lower case and digits; 0 for other characters. */
    private static final byte[] ASCII = ascii();

    private static byte[] ascii() {
      byte[] letters = new byte[0x80];
      for (int c = 0; c < letters.length; c++) {
        letters[c] = (byte) (Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0);
      }
      return letters;
    }
  }
}
