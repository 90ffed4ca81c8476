package io.millrace.filters.culturax;

import io.millrace.api.TextAnalysis;

/** Repetition of character and word n-grams as in ROOTS. */
final class Repetition {

  private static final int CHARACTERS = 10;
  private static final int WORDS = 5;
  private static final int BLOCK = 512;

  private static final long BASE = 0x9E3779B97F4A7C15L;
  private static final long CHARACTERS_OUT = power(CHARACTERS);
  private static final long WORDS_OUT = power(WORDS);

  private final NgramCounts counts = new NgramCounts();
  private final int[] window = new int[16];
  private final long[] block = new long[BLOCK];

  /**
   * Character repetition: share of the most frequent 10-grams of code points, see {@link
   * NgramCounts#topShare}. Counts the first 2^20 10-grams of a text.
   */
  double ofCharacters(TextAnalysis analysis) {
    String text = analysis.text();
    int ngrams = Math.min(analysis.codePoints() - CHARACTERS + 1, NgramCounts.MAX_NGRAMS);
    if (ngrams <= 0) {
      return 0;
    }
    counts.start(ngrams);
    int codePoints = ngrams + CHARACTERS - 1;
    long hash = 0;
    int place = 0;
    int filled = 0;
    for (int i = 0; i < codePoints; i++) {
      int codePoint = text.charAt(place++);
      if (Character.isHighSurrogate((char) codePoint) && place < text.length()) {
        char low = text.charAt(place);
        if (Character.isLowSurrogate(low)) {
          codePoint = Character.toCodePoint((char) codePoint, low);
          place++;
        }
      }
      hash = hash * BASE + codePoint;
      if (i >= CHARACTERS) {
        hash -= CHARACTERS_OUT * window[i - CHARACTERS & 15];
      }
      window[i & 15] = codePoint;
      if (i >= CHARACTERS - 1) {
        block[filled++] = mix(hash);
        if (filled == BLOCK) {
          counts.add(block, filled);
          filled = 0;
        }
      }
    }
    counts.add(block, filled);
    return counts.topShare();
  }

  /**
   * Word repetition: share of 5-grams of folded words that occur more than once. Counts the first
   * 2^20 5-grams of a text.
   */
  double ofWords(TextAnalysis analysis) {
    int ngrams = Math.min(analysis.words() - WORDS + 1, NgramCounts.MAX_NGRAMS);
    if (ngrams <= 0) {
      return 0;
    }
    counts.start(ngrams);
    long[] words = analysis.foldedWordHashes();
    int filled = 0;
    long hash = 0;
    for (int i = 0; i < ngrams + WORDS - 1; i++) {
      hash = hash * BASE + words[i];
      if (i >= WORDS) {
        hash -= WORDS_OUT * words[i - WORDS];
      }
      if (i >= WORDS - 1) {
        block[filled++] = mix(hash);
        if (filled == BLOCK) {
          counts.add(block, filled);
          filled = 0;
        }
      }
    }
    counts.add(block, filled);
    return counts.repeatedShare();
  }

  private static long mix(long hash) {
    long mixed = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
    return mixed ^ (mixed >>> 32);
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= BASE;
    }
    return power;
  }
}
