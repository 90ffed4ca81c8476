package io.millrace.extract.text;

/** Hashes the words of texts and attributes in lower case, without copying them. */
public final class WordHashes {

  /** Characters of an attribute that are read. */
  public static final int WORDS_OF_AN_ATTRIBUTE = 256;

  /** Most words of an attribute; a word has at least two letters. */
  public static final int MOST_WORDS = WORDS_OF_AN_ATTRIBUTE / 2;

  public static final long START = 0x243F6A8885A308D3L;
  public static final long FACTOR = 0x9E3779B97F4A7C15L;

  /** By ASCII character: the character in lower case. */
  private static final byte[] LOWER = new byte[0x80];

  /** By ASCII character: factor of a word's hash, 0 if the character ends the word. */
  private static final long[] FACTORS = new long[0x80];

  /** By ASCII character: start value of the next word's hash, 0 within a word. */
  private static final long[] STARTS = new long[0x80];

  static {
    for (int c = 0; c < LOWER.length; c++) {
      LOWER[c] = (byte) lower(c);
      FACTORS[c] = isWord(c) ? FACTOR : 0;
      STARTS[c] = isWord(c) ? 0 : START;
    }
  }

  private WordHashes() {}

  /**
   * Hashes the words of an attribute, as {@link AttributeWords} splits it.
   *
   * @param into gets the hashes, at most {@link #MOST_WORDS}
   * @param edges gets start and end of each word
   * @return number of words
   */
  public static int ofAttribute(String value, long[] into, int[] edges) {
    int count = 0;
    int end = Math.min(value.length(), WORDS_OF_AN_ATTRIBUTE);
    int start = -1;
    long hash = START;
    char before = ' ';
    for (int i = 0; i <= end; i++) {
      char c = i < end ? value.charAt(i) : ' ';
      boolean upper = c >= 'A' && c <= 'Z';
      boolean letter = upper || c >= 'a' && c <= 'z';
      boolean camel = start >= 0 && upper && before >= 'a';
      if (start >= 0 && (!letter || camel)) {
        if (i - start > 1) {
          edges[2 * count] = start;
          edges[2 * count + 1] = i;
          into[count++] = hash;
        }
        start = -1;
      }
      if (letter) {
        if (start < 0) {
          start = i;
          hash = START;
        }
        hash = step(hash, c | 0x20);
      }
      before = c;
    }
    return count;
  }

  /** Hash of the last two words of a text that has at least two. */
  public static long lastTwo(String text) {
    int end = text.length();
    long[] found = new long[2];
    for (int i = 1; i >= 0; i--) {
      while (end > 0 && !isWord(text.codePointBefore(end))) {
        end -= Character.charCount(text.codePointBefore(end));
      }
      int start = end;
      while (start > 0 && isWord(text.codePointBefore(start))) {
        start -= Character.charCount(text.codePointBefore(start));
      }
      found[i] = hash(text, start, end);
      end = start;
    }
    return two(found[0], found[1]);
  }

  public static int wordStart(String text, int from) {
    int at = from;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (isWord(c)) {
        break;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  public static int wordEnd(String text, int from) {
    int at = from;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (!isWord(c)) {
        break;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  private static boolean isWord(int c) {
    return c < 0x80
        ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' || c >= '0' && c <= '9' || c == '_'
        : Character.isLetterOrDigit(c);
  }

  public static long hash(String text, int start, int end) {
    long hash = START;
    int c;
    for (int i = start; i < end; i += Character.charCount(c)) {
      c = text.codePointAt(i);
      hash = step(hash, lower(c));
    }
    return hash;
  }

  /**
   * Hashes the first words of a text.
   *
   * @param into gets the {@link #hash hashes}, as many as fit; the rest is undefined
   * @return number of hashes
   */
  public static int ofText(String text, long[] into) {
    int count = 0;
    long hash = START;
    int inside = 0;
    int end = text.length();
    for (int i = 0; i < end && count < into.length; i++) {
      int c = text.charAt(i);
      into[count] = hash;
      int now;
      if (c < 0x80) {
        // no branch depends on word ends, so none is mispredicted
        long next = (hash ^ LOWER[c]) * FACTORS[c];
        hash = (next ^ next >>> 32) + STARTS[c];
        now = (int) FACTORS[c] & 1;
      } else {
        if (Character.isSurrogate((char) c)) {
          c = text.codePointAt(i);
          i += Character.charCount(c) - 1;
        }
        now = isWord(c) ? 1 : 0;
        hash = now == 1 ? step(hash, lower(c)) : START;
      }
      count += inside & ~now;
      inside = now;
    }
    if (inside == 1 && count < into.length) {
      into[count++] = hash;
    }
    return count;
  }

  private static int lower(int c) {
    return c >= 'A' && c <= 'Z' ? c | 0x20 : c < 0x80 ? c : Character.toLowerCase(c);
  }

  public static long step(long hash, int c) {
    long next = (hash ^ c) * FACTOR;
    return next ^ next >>> 32;
  }

  /** Hash of a phrase of two words. */
  public static long two(long first, long second) {
    return join(join(START, first), second);
  }

  /** Hash of a phrase and one more word. */
  public static long join(long hash, long word) {
    long next = (hash ^ word) * FACTOR;
    return next ^ next >>> 29;
  }

  public static long mix(long hash) {
    long next = (hash ^ hash >>> 32) * FACTOR;
    return next ^ next >>> 29;
  }
}
