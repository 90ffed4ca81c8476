package io.millrace.filters.text;

/**
 * 64-bit hashes of words and longer texts. Near-duplicate signatures, exact keys and learned word
 * lists depend on them, so no release may change them.
 *
 * <p>Each step multiplies by an odd constant and xors the high half into the low half. Both
 * operations are invertible, so strings that differ in one character have different hashes after
 * that step.
 */
public final class WordHash {

  /** Hash of no characters, before {@link #finish}. */
  public static final long SEED = 0x9E3779B97F4A7C15L;

  static final long STEP = 0xD6E8FEB86659FD93L;
  private static final long LAST = 0xC4CEB9FE1A85EC53L;

  private WordHash() {}

  /** Hash of the code points of a word. */
  public static long exact(CharSequence word) {
    long hash = SEED;
    int codePoint;
    for (int i = 0; i < word.length(); i += Character.charCount(codePoint)) {
      codePoint = Character.codePointAt(word, i);
      hash = step(hash, codePoint);
    }
    return finish(hash);
  }

  /**
   * Hash of the letters, digits and combining marks of a word in lower case (simple case folding);
   * punctuation, joiners and other format characters are ignored, so {@code Don't} and {@code dont}
   * are equal. The text is not normalised.
   */
  public static long folded(CharSequence word) {
    long hash = SEED;
    int codePoint;
    for (int i = 0; i < word.length(); i += Character.charCount(codePoint)) {
      codePoint = Character.codePointAt(word, i);
      int folded = CharacterTable.properties(codePoint) & CharacterTable.FOLDED;
      if (folded != 0) {
        hash = step(hash, folded);
      }
    }
    return finish(hash);
  }

  /** Hash of the UTF-16 units of a range, faster than {@link #exact} on long texts. */
  public static long content(char[] text, int start, int end) {
    long hash = SEED ^ (end - start);
    int i = start;
    for (; i + 4 <= end; i += 4) {
      long four = text[i] | (long) text[i + 1] << 16;
      four |= (long) text[i + 2] << 32 | (long) text[i + 3] << 48;
      hash = step(hash, four);
    }
    for (; i < end; i++) {
      hash = step(hash, text[i]);
    }
    return finish(hash);
  }

  /** Adds a character or other value to an unfinished hash. */
  public static long step(long hash, long value) {
    long product = (hash ^ value) * STEP;
    return product ^ product >>> 32;
  }

  /** Mixes an unfinished hash. */
  public static long finish(long hash) {
    long product = (hash ^ hash >>> 29) * LAST;
    return product ^ product >>> 32;
  }
}
