package io.millrace.filters.text;

import io.millrace.api.TextAnalysis;
import java.util.Arrays;
import java.util.Collection;

/** A set of words, looked up by folded hash, so that words of a text need no strings. */
public final class WordSet {

  private final long[] table;
  private final int mask;
  private final int size;
  private final boolean hasZero;

  private WordSet(long[] hashes) {
    int places = Integer.highestOneBit(Math.max(8, hashes.length * 16));
    table = new long[places];
    mask = places - 1;
    size = hashes.length;
    boolean zero = false;
    for (long hash : hashes) {
      zero |= hash == 0;
      int at = (int) hash & mask;
      while (table[at] != 0) {
        at = at + 1 & mask;
      }
      table[at] = hash;
    }
    hasZero = zero;
  }

  /**
   * Creates a set; words match in any case. Ignores entries that are not exactly one word by the
   * rules of {@link TextAnalysis}, since no word of a text can match them.
   */
  public static WordSet of(Collection<String> words) {
    TextAnalyzer analyzer = new TextAnalyzer();
    long[] hashes = new long[words.size()];
    int count = 0;
    for (String word : words) {
      TextAnalysis analysis = analyzer.analyze(word);
      if (analysis.words() == 1) {
        hashes[count++] = analysis.foldedWordHashes()[0];
      }
    }
    return new WordSet(Arrays.stream(hashes, 0, count).distinct().toArray());
  }

  /** Number of words. */
  public int size() {
    return size;
  }

  /** Whether the word with this {@link WordHash#folded} hash is in the set. */
  public boolean contains(long foldedHash) {
    if (foldedHash == 0) {
      return hasZero;
    }
    int at = (int) foldedHash & mask;
    while (table[at] != 0) {
      if (table[at] == foldedHash) {
        return true;
      }
      at = at + 1 & mask;
    }
    return false;
  }

  /** Number of words of a text that are in the set; each occurrence counts. */
  public int count(TextAnalysis analysis) {
    long[] hashes = analysis.foldedWordHashes();
    int words = analysis.words();
    int count = 0;
    for (int i = 0; i < words; i++) {
      if (contains(hashes[i])) {
        count++;
      }
    }
    return count;
  }
}
