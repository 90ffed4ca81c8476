package io.millrace.corpus;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes strings encodable in UTF-8. A Java string may contain a lone surrogate, which no Unicode
 * encoding form can express; each becomes U+FFFD, the replacement character (Unicode Standard,
 * section 3.9, D93b).
 */
public final class WellFormed {

  private static final char REPLACEMENT = '\uFFFD';

  private WellFormed() {}

  /** The same text when it is well formed, else a copy with U+FFFD for each lone surrogate. */
  public static String of(String text) {
    int first = firstLone(text, 0);
    if (first < 0) {
      return text;
    }
    StringBuilder mended = new StringBuilder(text);
    for (int at = first; at >= 0; at = firstLone(text, at + 1)) {
      mended.setCharAt(at, REPLACEMENT);
    }
    return mended.toString();
  }

  /**
   * The map in natural order of its keys made well formed, with unchanged values. When two keys
   * become equal, the last one wins.
   */
  public static SortedMap<String, String> keys(SortedMap<String, String> map) {
    if (map.comparator() == null && map.keySet().stream().allMatch(key -> firstLone(key, 0) < 0)) {
      return map;
    }
    SortedMap<String, String> mended = new TreeMap<>();
    map.forEach((key, value) -> mended.put(of(key), value));
    return mended;
  }

  /** Index of the first lone surrogate at or after {@code from}, or -1. */
  private static int firstLone(String text, int from) {
    int length = text.length();
    for (int i = from; i < length; i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < length
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }
}
