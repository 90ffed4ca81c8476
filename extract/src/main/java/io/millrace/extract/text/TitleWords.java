package io.millrace.extract.text;

import java.util.Arrays;

/** The words of a page's title, to compute how much of a block repeats the title. */
public final class TitleWords {

  /** Most characters of a title that are compared, and of a block. */
  private static final int MOST_CHARACTERS = 400;

  private final long[] buffer = new long[MOST_CHARACTERS / 2 + 2];
  private final long[] title;

  /** A bit set by first and last bits of the hashes: most texts have no word of the title. */
  private final long[] filter = new long[Long.SIZE];

  public TitleWords(String title) {
    int count = different(buffer, hashes(title, buffer));
    this.title = Arrays.copyOf(buffer, count);
    for (long word : this.title) {
      filter[(int) (word >>> Long.SIZE - 6)] |= 1L << word;
    }
  }

  /**
   * Number of common words divided by the mean number of words of both, 0..1; 0 for longer texts.
   */
  public double share(String text) {
    if (title.length == 0 || text.length() > MOST_CHARACTERS) {
      return 0;
    }
    int count = hashes(text, buffer);
    boolean any = false;
    for (int i = 0; i < count; i++) {
      any |= (filter[(int) (buffer[i] >>> Long.SIZE - 6)] >>> buffer[i] & 1) != 0;
    }
    if (!any) {
      return 0;
    }
    int own = different(buffer, count);
    int common = 0;
    for (int i = 0; i < own; i++) {
      common += Arrays.binarySearch(title, buffer[i]) >= 0 ? 1 : 0;
    }
    return 2.0 * common / (own + title.length);
  }

  /** Hashes of the words at the start of a text. */
  private static int hashes(String text, long[] into) {
    int count = 0;
    long hash = 0;
    int end = Math.min(text.length(), MOST_CHARACTERS);
    for (int i = 0; i <= end; i++) {
      char c = i < end ? text.charAt(i) : ' ';
      int letter = c < 0x80 ? AsciiLetters.LOWER[c] : lower(c);
      long mixed = hash * 0x9E3779B97F4A7C15L;
      into[count] = mixed ^ mixed >>> 32;
      // no branch depends on word ends, so none is mispredicted
      int within = -letter >> 31;
      count += hash == 0 ? 0 : ~within & 1;
      hash = hash * 31 + letter & within;
    }
    return count;
  }

  /** Sorts and removes duplicates. */
  private static int different(long[] words, int count) {
    Arrays.sort(words, 0, count);
    int different = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || words[i] != words[i - 1]) {
        words[different++] = words[i];
      }
    }
    return different;
  }

  private static int lower(char c) {
    return Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0;
  }
}
