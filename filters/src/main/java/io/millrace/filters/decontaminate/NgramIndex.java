package io.millrace.filters.decontaminate;

import io.millrace.api.TextAnalysis;

/**
 * Word n-grams of evaluation sets as 64-bit hashes in an open-addressed set: 13 bytes per n-gram.
 * Texts shorter than n words are stored as a whole. With 100 million n-grams, 1 lookup in 10^11 is
 * wrong.
 */
final class NgramIndex {

  private static final long BASE = 0x9E3779B97F4A7C15L;

  private final int n;
  private final int shortest;
  private final HashSet64 ngrams = new HashSet64();
  private final long[] block = new long[HashSet64.BLOCK];
  private final boolean[] lengths;
  private final long[] powers;

  NgramIndex(int n, int shortest) {
    this.n = n;
    this.shortest = shortest;
    lengths = new boolean[n + 1];
    powers = new long[n + 1];
    powers[0] = 1;
    for (int i = 1; i <= n; i++) {
      powers[i] = powers[i - 1] * BASE;
    }
  }

  /** Adds the n-grams of a text, or a shorter text as a whole; ignores very short texts. */
  void add(TextAnalysis analysis) {
    int words = analysis.words();
    if (words < shortest) {
      return;
    }
    int length = Math.min(n, words);
    lengths[length] = true;
    long[] hashes = analysis.foldedWordHashes();
    long hash = 0;
    for (int i = 0; i < words; i++) {
      hash = roll(hash, hashes, i, length);
      if (i >= length - 1) {
        ngrams.add(finish(hash, length));
      }
    }
  }

  /**
   * Number of places in a document at which an n-gram or a whole short text of the index begins.
   */
  int matches(TextAnalysis analysis) {
    int found = 0;
    for (int length = shortest; length <= n; length++) {
      if (lengths[length]) {
        found += matches(analysis, length);
      }
    }
    return found;
  }

  /** Number of n-grams in a document. */
  int ngramsOf(TextAnalysis analysis) {
    return Math.max(0, analysis.words() - n + 1);
  }

  /** Number of places in a document at which an entry of this many words begins. */
  int matches(TextAnalysis analysis, int length) {
    int words = analysis.words();
    long[] hashes = analysis.foldedWordHashes();
    long hash = 0;
    int found = 0;
    int filled = 0;
    for (int i = 0; i < words; i++) {
      hash = roll(hash, hashes, i, length);
      if (i >= length - 1) {
        block[filled++] = finish(hash, length);
        if (filled == block.length) {
          found += ngrams.count(block, filled);
          filled = 0;
        }
      }
    }
    found += ngrams.count(block, filled);
    return found;
  }

  int size() {
    return ngrams.size();
  }

  void trim() {
    ngrams.trim();
  }

  private long roll(long hash, long[] words, int i, int length) {
    long next = hash * BASE + words[i];
    return i >= length ? next - powers[length] * words[i - length] : next;
  }

  private static long finish(long hash, int length) {
    long mixed = (hash ^ (hash >>> 32) ^ length) * 0xD6E8FEB86659FD93L;
    return mixed ^ (mixed >>> 32);
  }
}
