package io.millrace.extract;

import java.util.Arrays;

/**
 * Finds the phrases of a text, which are its runs of four words. A word is a run of letters and
 * digits, in any case. For one thread.
 */
final class PhraseReader {

  /** Words of a phrase; shorter texts have none. */
  static final int WORDS = 4;

  private static final long START = 7;
  private static final long FACTOR = 0xC2B2AE3D27D4EB4FL;
  private static final long OLDEST = FACTOR * FACTOR * FACTOR;

  private final long[] window = new long[WORDS];
  private long sum;
  private int words;
  private long word = START;
  private boolean inWord;
  private char[] characters = {};
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
    inWord = false;
    Arrays.fill(window, 0);
    int count = piece(text);
    return inWord ? add(count) : count;
  }

  /**
   * Reads on in a text of several pieces: words and phrases that began in earlier ones go on.
   *
   * @return how many phrases end in this piece
   */
  int piece(String text) {
    int end = text.length();
    if (characters.length < end) {
      characters = new char[Math.max(end, 2 * characters.length)];
    }
    // an array is read twice as fast as a string
    text.getChars(0, end, characters, 0);
    char[] read = characters;
    long hash = word;
    boolean inside = inWord;
    int count = 0;
    for (int i = 0; i < end; i++) {
      char c = read[i];
      int letter = c < 0x80 ? AsciiLetters.LOWER[c] : Character.isLetterOrDigit(c) ? c : 0;
      if (letter != 0) {
        hash = hash * 31 + letter;
        inside = true;
      } else if (inside) {
        word = hash;
        count = add(count);
        hash = START;
        inside = false;
      }
    }
    word = hash;
    inWord = inside;
    return count;
  }

  /** Takes the word that is now the oldest out of the sum and the one that ends into it. */
  private int add(int count) {
    int at = words++ & WORDS - 1;
    sum = (sum - window[at] * OLDEST) * FACTOR + word;
    window[at] = word;
    if (words < WORDS) {
      return count;
    }
    if (count == phrases.length) {
      phrases = Arrays.copyOf(phrases, 2 * count);
    }
    long key = sum * 0x9E3779B97F4A7C15L;
    key ^= key >>> 29;
    phrases[count] = key == 0 ? 1 : key;
    return count + 1;
  }

  /** Key of one of the phrases that were read last; never 0. */
  long phrase(int number) {
    return phrases[number];
  }
}
