package io.millrace.langid;

/**
 * A word in UTF-8 between {@code <} and {@code >}, with the hashes of its character n-grams. A very
 * long word is encoded piece by piece.
 */
final class EncodedWord {
  private static final int MOST_BYTES_OF_CODE_POINT = 4;
  private static final char NOT_ENCODABLE = 0xfffd;

  private final int minLength;
  private final int maxLength;
  private final byte[] bytes;

  /** Where each code point ends. */
  private final int[] ends;

  private int length;
  private int codePoints;
  private int hash;
  private boolean atStart;
  private boolean atEnd;

  /**
   * @param minLength shortest n-gram in code points, at least 1
   * @param maxLength longest n-gram
   * @param chars longest word or piece
   */
  EncodedWord(int minLength, int maxLength, int chars) {
    this.minLength = minLength;
    this.maxLength = maxLength;
    int most = chars + maxLength + 2;
    bytes = new byte[MOST_BYTES_OF_CODE_POINT * most];
    ends = new int[most];
  }

  /** Starts a new word. */
  void clear() {
    bytes[0] = '<';
    ends[0] = 1;
    length = 1;
    codePoints = 1;
    hash = Vocabulary.FNV_BASIS;
    atStart = true;
    atEnd = false;
  }

  /** Appends chars. An unpaired surrogate becomes U+FFFD, because UTF-8 cannot encode it. */
  void append(char[] chars, int from, int to) {
    int i = from;
    while (i < to) {
      char c = chars[i];
      if (c < 0x80) {
        put(c);
        ends[codePoints++] = length;
        i++;
      } else {
        int codePoint = Character.codePointAt(chars, i, to);
        append(codePoint);
        i += Character.charCount(codePoint);
      }
    }
  }

  void append(int codePoint) {
    int c = codePoint;
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xc0 | c >> 6);
      put(0x80 | c & 0x3f);
    } else if (c < 0x10000) {
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        c = NOT_ENCODABLE;
      }
      put(0xe0 | c >> 12);
      put(0x80 | c >> 6 & 0x3f);
      put(0x80 | c & 0x3f);
    } else {
      put(0xf0 | c >> 18);
      put(0x80 | c >> 12 & 0x3f);
      put(0x80 | c >> 6 & 0x3f);
      put(0x80 | c & 0x3f);
    }
    ends[codePoints++] = length;
  }

  private void put(int b) {
    byte signed = (byte) b;
    bytes[length++] = signed;
    hash = (hash ^ signed) * Vocabulary.FNV_PRIME;
  }

  /** Ends the word. */
  void end() {
    bytes[length++] = '>';
    ends[codePoints++] = length;
    atEnd = true;
  }

  /** Whether no further code point fits. */
  boolean isFull() {
    return codePoints + 1 >= ends.length;
  }

  /** Hash of the word without {@code <} and {@code >}. */
  int hash() {
    return hash;
  }

  /** Row of the word in a vocabulary, or {@link Vocabulary#ABSENT}. Call after {@link #end}. */
  int find(Vocabulary vocabulary) {
    return vocabulary.find(bytes, 1, length - 1, hash);
  }

  /**
   * Number of code points, marks included, at which an n-gram can start that is whole in the
   * buffer.
   */
  int starts() {
    return atEnd || maxLength == 0 ? codePoints : Math.max(0, codePoints - maxLength + 1);
  }

  /** Drops the code points before {@code start}, to make room for more of the same word. */
  void dropBefore(int start) {
    int offset = start == 0 ? 0 : ends[start - 1];
    System.arraycopy(bytes, offset, bytes, 0, length - offset);
    for (int i = start; i < codePoints; i++) {
      ends[i - start] = ends[i] - offset;
    }
    length -= offset;
    codePoints -= start;
    atStart &= start == 0;
  }

  /**
   * Writes the hashes of the n-grams that start at the code points from {@code from} to {@code to},
   * by start, then by length.
   *
   * @param hashes room for as many n-grams as there are starts times the longest length
   * @return number of hashes
   */
  int hashNgrams(int from, int to, int[] hashes) {
    int count = 0;
    int start = from;
    if (minLength == 2 && maxLength == 4 && length == codePoints) {
      int whole = Math.min(to, codePoints - maxLength + 1);
      count = hashAsciiTwoToFour(from, whole, hashes);
      start = Math.max(from, whole);
    }
    for (; start < to; start++) {
      int first = start + minLength - 1;
      if (minLength == 1 && (start == 0 && atStart || start == codePoints - 1 && atEnd)) {
        first++; // a mark alone is not an n-gram
      }
      count = hashAt(start, first, Math.min(codePoints, start + maxLength), hashes, count);
    }
    return count;
  }

  /**
   * The n-grams of lid.176 (2 to 4 code points) in ASCII words, without inner loops: twice as fast.
   */
  private int hashAsciiTwoToFour(int from, int to, int[] hashes) {
    int count = 0;
    for (int start = from; start < to; start++) {
      int h = (Vocabulary.FNV_BASIS ^ bytes[start]) * Vocabulary.FNV_PRIME;
      h = (h ^ bytes[start + 1]) * Vocabulary.FNV_PRIME;
      hashes[count] = h;
      h = (h ^ bytes[start + 2]) * Vocabulary.FNV_PRIME;
      hashes[count + 1] = h;
      h = (h ^ bytes[start + 3]) * Vocabulary.FNV_PRIME;
      hashes[count + 2] = h;
      count += 3;
    }
    return count;
  }

  private int hashAt(int start, int first, int limit, int[] hashes, int at) {
    int count = at;
    int h = Vocabulary.FNV_BASIS;
    int b = start == 0 ? 0 : ends[start - 1];
    for (int i = start; i < limit; i++) {
      for (int end = ends[i]; b < end; b++) {
        h = (h ^ bytes[b]) * Vocabulary.FNV_PRIME;
      }
      if (i >= first) {
        hashes[count++] = h;
      }
    }
    return count;
  }
}
