package io.millrace.extract;

import java.util.Arrays;

/** Runs of four words of some text, for asking how much of another text stands in it. */
final class PhraseSet {

  private static final int WORDS = 4;

  private long[] table = new long[256];
  private int size;

  void add(String text) {
    long[] window = new long[WORDS];
    int count = 0;
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inWord = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
      if (inWord && start < 0) {
        start = i;
      } else if (!inWord && start >= 0) {
        window[count++ % WORDS] = hash(text, start, i);
        start = -1;
        if (count >= WORDS) {
          put(combine(window, count));
        }
      }
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Share of the text's runs of four words that are in the set, 0..1; 0 for shorter texts. */
  double cover(String text) {
    if (size == 0) {
      return 0;
    }
    long[] window = new long[WORDS];
    int count = 0;
    int hits = 0;
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inWord = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
      if (inWord && start < 0) {
        start = i;
      } else if (!inWord && start >= 0) {
        window[count++ % WORDS] = hash(text, start, i);
        start = -1;
        if (count >= WORDS && has(combine(window, count))) {
          hits++;
        }
      }
    }
    return count < WORDS ? 0 : (double) hits / (count - WORDS + 1);
  }

  private static long hash(String text, int start, int end) {
    long hash = 7;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      hash = hash * 31 + (c < 0x80 ? Character.toLowerCase(c) : c);
    }
    return hash;
  }

  private static long combine(long[] window, int count) {
    long hash = 0;
    for (int i = 0; i < WORDS; i++) {
      hash = (hash + window[(count + i) % WORDS]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return hash == 0 ? 1 : hash;
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
      long[] old = table;
      table = new long[2 * old.length];
      size = 0;
      Arrays.stream(old).filter(k -> k != 0).forEach(this::put);
    }
    int at = (int) key & table.length - 1;
    while (table[at] != 0 && table[at] != key) {
      at = at + 1 & table.length - 1;
    }
    size += table[at] == 0 ? 1 : 0;
    table[at] = key;
  }
}
