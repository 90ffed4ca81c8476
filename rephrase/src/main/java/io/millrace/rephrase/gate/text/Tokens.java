package io.millrace.rephrase.gate.text;

import com.ibm.icu.lang.UScript;
import java.util.Arrays;

/**
 * A text as words. A word is a run of letters, marks and digits; in scripts without spaces (Han,
 * kana, Thai, Lao, Khmer, Burmese) each letter is a word. Case is folded per code point. The words
 * serve only to compare two texts: dictionaries would be slow and make words depend on their
 * neighbours.
 */
public final class Tokens {

  private static final long SEED = 0x9E3779B97F4A7C15L;
  private static final int STEM = 6;
  private static final int PREFIX = 5;

  private final String text;
  private int size;
  private int unspaced;
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private long[] hashes = new long[64];
  private long[] stems = new long[64];
  private long[] prefixes = new long[64];

  private Tokens(String text) {
    this.text = text;
  }

  public static Tokens of(String text) {
    Tokens tokens = new Tokens(text);
    tokens.scan();
    return tokens;
  }

  /** The text that offsets refer to. */
  public String text() {
    return text;
  }

  public int size() {
    return size;
  }

  /** UTF-16 offset of the first unit of a word. */
  public int start(int token) {
    return starts[token];
  }

  /** Offset after the last unit of a word. */
  public int end(int token) {
    return ends[token];
  }

  /** Hash of a word in lower case. */
  public long hash(int token) {
    return hashes[token];
  }

  /** Hash of the first six letters of a word, which most inflected forms share. */
  public long stem(int token) {
    return stems[token];
  }

  /** Hash of the first five letters of a word: more forms share it, and more unrelated words. */
  public long prefix(int token) {
    return prefixes[token];
  }

  public String word(int token) {
    return text.substring(starts[token], ends[token]);
  }

  /** Whether all words of this text occur in another one from a token on. */
  public boolean isAt(Tokens other, int at) {
    int i = 0;
    while (i < size && at + i < other.size && other.hashes[at + i] == hashes[i]) {
      i++;
    }
    return i == size;
  }

  /** Whether most words are single letters of a script without spaces. */
  public boolean isUnspaced() {
    return 2 * unspaced > size;
  }

  /** Hashes of all runs of {@code n} words, in order; empty with fewer words. */
  public long[] ngrams(int n) {
    if (size < n) {
      return new long[0];
    }
    long power = 1;
    for (int i = 1; i < n; i++) {
      power *= MULTIPLIER;
    }
    long[] grams = new long[size - n + 1];
    long rolling = 0;
    for (int i = 0; i < size; i++) {
      if (i >= n) {
        rolling -= hashes[i - n] * power;
      }
      rolling = rolling * MULTIPLIER + hashes[i];
      if (i >= n - 1) {
        grams[i - n + 1] = mix(rolling);
      }
    }
    return grams;
  }

  private static final long MULTIPLIER = 0xD6E8FEB86659FD93L;

  public static long mix(long h) {
    long x = (h ^ h >>> 32) * 0xD6E8FEB86659FD93L;
    x = (x ^ x >>> 32) * 0xD6E8FEB86659FD93L;
    return x ^ x >>> 32;
  }

  private void scan() {
    int start = -1;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      if (!isWordPart(c)) {
        close(start, i);
        start = -1;
      } else if (isUnspaced(c)) {
        close(start, i);
        close(i, next);
        unspaced++;
        start = -1;
      } else if (start < 0) {
        start = i;
      }
      i = next;
    }
    close(start, text.length());
  }

  private void close(int start, int end) {
    if (start < 0 || start >= end) {
      return;
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
      stems = Arrays.copyOf(stems, 2 * size);
      prefixes = Arrays.copyOf(prefixes, 2 * size);
    }
    long h = SEED;
    int points = 0;
    for (int i = start; i < end; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      h = (h ^ folded(c)) * 0x100000001B3L;
      h ^= h >>> 29;
      points++;
      if (points == PREFIX) {
        prefixes[size] = mix(h);
      } else if (points == STEM) {
        stems[size] = mix(h);
      }
    }
    if (points < STEM) {
      stems[size] = mix(h);
    }
    if (points < PREFIX) {
      prefixes[size] = mix(h);
    }
    starts[size] = start;
    ends[size] = end;
    hashes[size] = mix(h);
    size++;
  }

  private static int folded(int c) {
    int digit = Character.digit(c, 10);
    return digit >= 0 ? '0' + digit : Character.toLowerCase(c);
  }

  public static boolean isWordPart(int c) {
    if (c < 128) {
      return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  public static boolean isUnspaced(int c) {
    if (c < 0xE00) {
      return false;
    }
    return switch (UScript.getScript(c)) {
      case UScript.HAN,
          UScript.HIRAGANA,
          UScript.KATAKANA,
          UScript.THAI,
          UScript.LAO,
          UScript.KHMER,
          UScript.MYANMAR ->
          true;
      default -> false;
    };
  }
}
