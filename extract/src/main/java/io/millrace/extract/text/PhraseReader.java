package io.millrace.extract.text;

import java.util.Arrays;

/**
 * Finds the phrases of a text: its runs of four words. A word is a run of letters and digits; ASCII
 * case is ignored. Used by one thread.
 */
public final class PhraseReader {

  /** Words of a phrase; shorter texts have no phrases. */
  public static final int WORDS = 4;

  /** Characters that are read at a time, to limit memory. */
  private static final int SLICE = 4096;

  private static final long START = 7;
  private static final long FACTOR = 0xC2B2AE3D27D4EB4FL;
  private static final long OLDEST = FACTOR * FACTOR * FACTOR;

  /** By ASCII character: factor of the word's hash, 0 if the character ends the word. */
  private static final long[] FACTORS = new long[0x80];

  /**
   * By ASCII character: number added to the hash; the start value if the character ends the word.
   */
  private static final long[] ADDENDS = new long[0x80];

  static {
    for (int c = 0; c < FACTORS.length; c++) {
      int letter = AsciiLetters.LOWER[c];
      FACTORS[c] = letter == 0 ? 0 : 31;
      ADDENDS[c] = letter == 0 ? START : letter;
    }
  }

  private final long[] window = new long[WORDS];
  private long sum;
  private int words;
  private long word = START;

  /** 1 within a word, else 0. */
  private int inside;

  private char[] characters = {};

  /** Hashes of the words that end in the current slice. */
  private long[] ended = {};

  private long[] phrases = new long[64];

  /**
   * Reads a whole text.
   *
   * @return number of its phrases, which {@link #phrase} returns
   */
  int whole(String text) {
    words = 0;
    sum = 0;
    word = START;
    inside = 0;
    Arrays.fill(window, 0);
    int length = text.length();
    if (characters.length < length) {
      characters = new char[Math.max(length, 2 * characters.length)];
    }
    // reading an array is twice as fast as reading a string
    text.getChars(0, length, characters, 0);
    int count = piece(characters, 0, length);
    if (inside == 0) {
      return count;
    }
    ended[0] = word;
    return readPhrases(1, count);
  }

  /**
   * Reads the next piece of a text; words and phrases continue across pieces.
   *
   * @param from array that contains the piece
   * @return number of phrases that end in this piece
   */
  int piece(char[] from, int start, int end) {
    int count = 0;
    for (int at = start; at < end; at += SLICE) {
      count = readPhrases(readWords(from, at, Math.min(end, at + SLICE)), count);
    }
    return count;
  }

  /**
   * Finds the words that end in a slice. No branch depends on word ends, so none is mispredicted.
   */
  private int readWords(char[] read, int start, int end) {
    if (ended.length <= end - start) {
      ended = new long[Math.min(SLICE + 1, Math.max(end - start + 1, 2 * ended.length))];
    }
    long[] hashes = ended;
    long hash = word;
    int before = inside;
    int count = 0;
    for (int i = start; i < end; i++) {
      char c = read[i];
      hashes[count] = hash;
      int now;
      if (c < 0x80) {
        long factor = FACTORS[c];
        hash = hash * factor + ADDENDS[c];
        now = (int) factor & 1;
      } else {
        now = Character.isLetterOrDigit(c) ? 1 : 0;
        hash = now == 0 ? START : hash * 31 + c;
      }
      count += before & ~now;
      before = now;
    }
    word = hash;
    inside = before;
    return count;
  }

  /** Appends the phrases of the words that ended; returns the new number of phrases. */
  private int readPhrases(int ends, int known) {
    if (phrases.length < known + ends) {
      phrases = Arrays.copyOf(phrases, Math.max(known + ends, 2 * phrases.length));
    }
    int count = known;
    for (int i = 0; i < ends; i++) {
      // remove the oldest word from the sum, add the one that ends
      int at = words++ & WORDS - 1;
      sum = (sum - window[at] * OLDEST) * FACTOR + ended[i];
      window[at] = ended[i];
      long key = sum * 0x9E3779B97F4A7C15L;
      key ^= key >>> 29;
      phrases[count] = key == 0 ? 1 : key;
      count += words < WORDS ? 0 : 1;
    }
    return count;
  }

  /** Key of a phrase of the last call; never 0. */
  long phrase(int number) {
    return phrases[number];
  }
}
