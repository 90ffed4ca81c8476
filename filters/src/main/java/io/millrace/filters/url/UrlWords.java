package io.millrace.filters.url;

import io.millrace.filters.text.WordHash;

/** Words of a URL: maximal runs of letters, digits and combining marks, in lower case. */
final class UrlWords {

  private UrlWords() {}

  /** Whether a text is exactly one word. */
  static boolean isWord(String text) {
    return !text.isEmpty() && text.codePoints().allMatch(UrlWords::belongs);
  }

  static long hash(String word) {
    long hash = WordHash.SEED;
    for (int i = 0; i < word.length(); ) {
      int codePoint = word.codePointAt(i);
      hash = WordHash.step(hash, fold(codePoint));
      i += Character.charCount(codePoint);
    }
    return WordHash.finish(hash);
  }

  static int fold(int codePoint) {
    return Character.toLowerCase(codePoint);
  }

  static boolean belongs(int codePoint) {
    if (codePoint < 128) {
      return codePoint >= '0' && codePoint <= '9'
          || codePoint >= 'a' && codePoint <= 'z'
          || codePoint >= 'A' && codePoint <= 'Z';
    }
    if (Character.isLetterOrDigit(codePoint)) {
      return true;
    }
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
