package io.millrace.rephrase.chunk;

import com.ibm.icu.text.BreakIterator;
import java.util.Arrays;
import java.util.Locale;

/**
 * Cuts a sentence that is too long for a passage: before a word (UAX #29, with the dictionaries of
 * ICU for scripts without spaces), or between the grapheme clusters of a long word, never within a
 * cluster. Works on one window of text at a time, so time is linear and memory bounded for any
 * text.
 */
final class LongSentence {

  private static final int CHARACTERS_A_TOKEN = 8;
  private static final int MIN_WINDOW = 1024;

  private final String text;
  private final TokenCounter counter;
  private final int maxTokens;
  private final int window;
  private final BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
  private final BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);

  private int windowEnd;
  private int[] clusterCuts = new int[MIN_WINDOW];
  private int clusterCount;
  private int[] wordCuts = new int[MIN_WINDOW];
  private int wordCount;

  LongSentence(String text, TokenCounter counter, int maxTokens) {
    this.text = text;
    this.counter = counter;
    this.maxTokens = maxTokens;
    this.window = Math.max(MIN_WINDOW, maxTokens * CHARACTERS_A_TOKEN);
  }

  /** Receives the pieces of a sentence in order. */
  interface Pieces {
    void add(int start, int end);
  }

  void cut(int start, int end, Pieces pieces) {
    windowEnd = start;
    int at = start;
    while (at < end) {
      if (windowEnd < end && windowEnd - at < window / 2) {
        look(at, end, window);
      }
      int next = next(at, end);
      pieces.add(at, next);
      at = next;
    }
  }

  private int next(int at, int end) {
    if (windowEnd == end && fits(at, end)) {
      return end;
    }
    int cut = furthest(wordCuts, wordCount, at);
    if (cut < 0) {
      cut = furthest(clusterCuts, clusterCount, at);
    }
    if (cut >= 0) {
      return cut;
    }
    // the first cluster alone is too long, possibly longer than the window
    for (int size = window; ; size *= 2) {
      int first = upper(clusterCuts, clusterCount, at);
      if (first < clusterCount) {
        return clusterCuts[first];
      }
      if (windowEnd == end) {
        return end;
      }
      look(at, end, size);
    }
  }

  private boolean fits(int start, int end) {
    return counter.count(text, start, end) <= maxTokens;
  }

  /** The last cut after {@code at} such that the text up to it fits, or -1. */
  private int furthest(int[] cuts, int count, int at) {
    int low = upper(cuts, count, at);
    int high = count;
    int best = -1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (fits(at, cuts[middle])) {
        best = cuts[middle];
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return best;
  }

  /** Index of the first cut after {@code at}. */
  private static int upper(int[] cuts, int count, int at) {
    int found = Arrays.binarySearch(cuts, 0, count, at);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Finds the cuts inside a window, without its end. */
  private void look(int at, int end, int size) {
    windowEnd = (int) Math.min(end, (long) at + size);
    String part = text.substring(at, windowEnd);
    clusterCount = 0;
    clusters.setText(part);
    for (int cut = clusters.next(); cut != BreakIterator.DONE; cut = clusters.next()) {
      if (cut < part.length()) {
        clusterCuts = put(clusterCuts, clusterCount++, at + cut);
      }
    }
    wordCount = 0;
    int cluster = 0;
    words.setText(part);
    for (int cut = words.next(); cut != BreakIterator.DONE; cut = words.next()) {
      while (cluster < clusterCount && clusterCuts[cluster] < at + cut) {
        cluster++;
      }
      if (cluster < clusterCount && clusterCuts[cluster] == at + cut) {
        wordCuts = put(wordCuts, wordCount++, at + cut);
      }
    }
  }

  private static int[] put(int[] cuts, int at, int value) {
    int[] roomy = at < cuts.length ? cuts : Arrays.copyOf(cuts, 2 * cuts.length);
    roomy[at] = value;
    return roomy;
  }
}
