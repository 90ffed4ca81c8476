package io.millrace.langid;

import java.util.Arrays;

/**
 * Caches the rows of words. Keys are compared in full and rows are added in the same order as
 * without the cache, so it changes the time and no result. A full cache is emptied. It is small on
 * purpose: a larger one would no longer fit into the processor's L2 cache together with the model.
 */
final class WordCache {
  /** Longer words are rare, and many of them are not words. */
  static final int LONGEST_WORD = 40;

  private static final int SLOTS = 1 << 13;
  private static final int NUMBERS = 1 << 16;
  private static final int CHARS = 1 << 15;
  private static final int HEADER = 5;

  private final int[] slots = new int[SLOTS];

  /**
   * Entries: hash, length of the key, start of the key, the word's own hash, number of rows, rows.
   */
  private final int[] numbers = new int[NUMBERS];

  private final char[] keys = new char[CHARS];
  private int usedNumbers = 1; // 0 is an empty slot
  private int usedChars;

  /** Position of the word's entry, or 0. */
  int find(char[] text, int from, int to, int hash) {
    int entry = slots[slot(hash)];
    if (entry == 0 || numbers[entry] != hash || numbers[entry + 1] != to - from) {
      return 0;
    }
    int key = numbers[entry + 2] - from;
    for (int i = from; i < to; i++) {
      if (keys[key + i] != text[i]) {
        return 0;
      }
    }
    return entry;
  }

  int wordHash(int entry) {
    return numbers[entry + 3];
  }

  int rowCount(int entry) {
    return numbers[entry + 4];
  }

  void copyRows(int entry, int[] to, int at) {
    int count = numbers[entry + 4];
    int first = entry + HEADER;
    for (int i = 0; i < count; i++) {
      to[at + i] = numbers[first + i];
    }
  }

  /** Keeps the rows of a word of at most {@link #LONGEST_WORD} chars. */
  void put(
      char[] text, int from, int to, int hash, int wordHash, int[] rows, int first, int count) {
    if (usedNumbers + HEADER + count > NUMBERS || usedChars + to - from > CHARS) {
      if (HEADER + count >= NUMBERS) {
        return;
      }
      Arrays.fill(slots, 0);
      usedNumbers = 1;
      usedChars = 0;
    }
    int entry = usedNumbers;
    numbers[entry] = hash;
    numbers[entry + 1] = to - from;
    numbers[entry + 2] = usedChars;
    numbers[entry + 3] = wordHash;
    numbers[entry + 4] = count;
    System.arraycopy(rows, first, numbers, entry + HEADER, count);
    System.arraycopy(text, from, keys, usedChars, to - from);
    usedNumbers += HEADER + count;
    usedChars += to - from;
    slots[slot(hash)] = entry;
  }

  private static int slot(int hash) {
    return (hash ^ hash >>> 17) * 0x9e3779b1 >>> 19;
  }
}
