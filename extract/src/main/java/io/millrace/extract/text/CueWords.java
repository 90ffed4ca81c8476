package io.millrace.extract.text;

import java.util.Map;

/**
 * Maps words to numbers. Look-up is by the hash of a word ({@link WordHashes}), so words need not
 * be copied out of attributes. Immutable.
 */
public final class CueWords {

  private final long[] keys;
  private final int[] numbers;

  private CueWords(int words) {
    int size = Integer.highestOneBit(Math.max(1, words)) * 4;
    keys = new long[size];
    numbers = new int[size];
  }

  /** Builds a map of lower-case words and of phrases of two words with a hyphen between. */
  public static CueWords of(Map<String, Integer> words) {
    CueWords table = new CueWords(words.size());
    words.forEach(
        (word, number) -> {
          int hyphen = word.indexOf('-');
          long key =
              hyphen < 0
                  ? hash(word)
                  : phrase(hash(word.substring(0, hyphen)), hash(word.substring(hyphen + 1)));
          int at = table.slot(key);
          table.keys[at] = key;
          table.numbers[at] = number;
        });
    return table;
  }

  /** Number of a word or phrase by its hash, or 0. */
  public int get(long key) {
    int at = (int) key & keys.length - 1;
    while (keys[at] != key) {
      if (keys[at] == 0) {
        return 0;
      }
      at = at + 1 & keys.length - 1;
    }
    return numbers[at];
  }

  public static long phrase(long first, long second) {
    long both = (first * 31 ^ second) * 0xC2B2AE3D27D4EB4FL;
    return both ^ both >>> 29;
  }

  private static long hash(String word) {
    return WordHashes.hash(word, 0, word.length());
  }

  private int slot(long key) {
    int at = (int) key & keys.length - 1;
    while (keys[at] != 0 && keys[at] != key) {
      at = at + 1 & keys.length - 1;
    }
    return at;
  }
}
