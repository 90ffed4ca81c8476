package io.millrace.extract.text;

import java.util.Arrays;

/**
 * Finds the phrases of a text, which are its runs of four words. A word is a run of letters and
 * digits, in any case. For one thread.
 */
public final class PhraseReader {

  /** Words of a phrase; shorter texts have none. */
  public static final int WORDS = 4;

  /** Characters that are read before their phrases are, so that no text needs much room. */
  private static final int SLICE = 4096;

  private static final long START = 7;
  private static final long FACTOR = 0xC2B2AE3D27D4EB4FL;
  private static final long OLDEST = FACTOR * FACTOR * FACTOR;

  /** By ASCII character: what the hash of the word so far is multiplied by, 0 where it ends. */
  private static final long[] FACTORS = new long[0x80];

  /** By ASCII character: what is added to the hash, which begins anew after a word. */
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

  /** Hashes of the words that end in what is read. */
  private long[] ended = {};

  private long[] phrases = new long[64];

  /**
   * Reads a text from its beginning to its end.
   *
   * @return how many phrases it has: the first so many that {@link #phrase} gives
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
    // an array is read twice as fast as a string
    text.getChars(0, length, characters, 0);
    int count = piece(characters, 0, length);
    if (inside == 0) {
      return count;
    }
    ended[0] = word;
    return readPhrases(1, count);
  }

  /**
   * Reads on in a text of several pieces: words and phrases that began in earlier ones go on.
   *
   * @param from an array of characters, those between two places
   * @return how many phrases end in this piece
   */
  int piece(char[] from, int start, int end) {
    int count = 0;
    for (int at = start; at < end; at += SLICE) {
      count = readPhrases(readWords(from, at, Math.min(end, at + SLICE)), count);
    }
    return count;
  }

  /** Finds the words that end in a slice. No branch depends on where: none is foreseen wrongly. */
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

  /** Adds the phrases of words that ended to some that are known; says how many there are then. */
  private int readPhrases(int ends, int known) {
    if (phrases.length < known + ends) {
      phrases = Arrays.copyOf(phrases, Math.max(known + ends, 2 * phrases.length));
    }
    int count = known;
    for (int i = 0; i < ends; i++) {
      // the word that is now the oldest goes out of the sum, the one that ends comes into it
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

  /** Key of one of the phrases that were read last; never 0. */
  long phrase(int number) {
    return phrases[number];
  }
}
