package io.millrace.filters.decontaminate;

import io.millrace.api.TextAnalysis;

/**
 * Word n-grams of evaluation sets as 64-bit hashes in one open-addressed set: 13 bytes an n-gram.
 * Texts shorter than n words are held whole. With a hundred million n-grams a lookup is wrong once
 * in 10^11 times.
 */
final class NgramIndex {

  private static final long BASE = 0x9E3779B97F4A7C15L;

  private final int n;
  private final int shortest;
  private final HashSet64 ngrams = new HashSet64();
  private final long[] block = new long[HashSet64.BLOCK];
  private final boolean[] lengths;
  private final long[] powers;
  private long skipped;

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

  /** Adds the n-grams of a text, or the whole text when it is shorter and not too short. */
  void add(TextAnalysis analysis) {
    int words = analysis.words();
    if (words < shortest) {
      skipped++;
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

  /** Number of n-grams of a document that are in the index, and of whole texts it holds. */
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

  /** Number of places of a document at which something of this length is in the index. */
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

  /** Number of texts that were too short to be held. */
  long skipped() {
    return skipped;
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
