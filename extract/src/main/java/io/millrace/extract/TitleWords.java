package io.millrace.extract;

import java.util.Arrays;

/** The words of a page's title, for asking how much of a block is the title again. */
final class TitleWords {

  /** Characters of a title that are compared, and most that a block may have. */
  private static final int MOST_CHARACTERS = 400;

  private final long[] buffer = new long[MOST_CHARACTERS / 2 + 1];
  private final long[] title;

  TitleWords(String title) {
    int count = words(title, buffer);
    this.title = Arrays.copyOf(buffer, count);
  }

  /** Words that both have, of the mean of what each has, 0..1; 0 for longer texts. */
  double share(String text) {
    if (title.length == 0 || text.length() > MOST_CHARACTERS) {
      return 0;
    }
    int own = words(text, buffer);
    if (own == 0) {
      return 0;
    }
    int common = 0;
    for (int i = 0; i < own; i++) {
      common += Arrays.binarySearch(title, buffer[i]) >= 0 ? 1 : 0;
    }
    return 2.0 * common / (own + title.length);
  }

  /** Hashes of the different words of a text's start, sorted. */
  private static int words(String text, long[] into) {
    int count = 0;
    int start = -1;
    long hash = 0;
    int end = Math.min(text.length(), MOST_CHARACTERS);
    for (int i = 0; i <= end; i++) {
      char c = i < end ? text.charAt(i) : ' ';
      if (c < 0x80 ? isAsciiWord(c) : Character.isLetterOrDigit(c)) {
        hash = start < 0 ? 7 : hash;
        start = start < 0 ? i : start;
        int lower = c < 0x80 ? c | 0x20 : Character.toLowerCase(c);
        hash = (hash ^ lower) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 32;
      } else if (start >= 0) {
        into[count++] = hash;
        start = -1;
      }
    }
    Arrays.sort(into, 0, count);
    int different = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || into[i] != into[i - 1]) {
        into[different++] = into[i];
      }
    }
    return different;
  }

  private static boolean isAsciiWord(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' || c >= '0' && c <= '9';
  }
}
