package io.millrace.rephrase.gate;

import java.util.Arrays;

/**
 * Which word of a passage each word of an answer is, if the answer takes words out of the passage
 * and changes neither the others nor their order: the longest common subsequence, and of several
 * the one with the longest runs. Words are the same in other case, not with another ending.
 */
final class Alignment {

  /** Words of the one times words of the other: above, nothing is aligned. */
  private static final int MOST_PAIRS = 1 << 20;

  private static final int WORD = 4;
  private static final int NONE = -1;

  private final int[] sources;
  private final boolean[] kept;

  private Alignment(int source, int answer) {
    sources = new int[answer];
    Arrays.fill(sources, NONE);
    kept = new boolean[source];
  }

  static Alignment of(Tokens source, Tokens answer) {
    Alignment alignment = new Alignment(source.size(), answer.size());
    if ((long) source.size() * answer.size() <= MOST_PAIRS) {
      alignment.align(source, answer);
    }
    return alignment;
  }

  /** The passage's word that a word of the answer is, or a negative number. */
  int source(int answer) {
    return sources[answer];
  }

  /** Whether the answer has a word of the passage. */
  boolean isKept(int source) {
    return kept[source];
  }

  /** Words of the answer that are none of the passage's. */
  int inserted() {
    return (int) Arrays.stream(sources).filter(source -> source < 0).count();
  }

  private void align(Tokens source, Tokens answer) {
    int width = answer.size() + 1;
    // the most that the first words of both are worth, and the same if the last two are one word
    int[] best = new int[(source.size() + 1) * width];
    int[] run = new int[best.length];
    Arrays.fill(run, Integer.MIN_VALUE / 2);
    for (int i = 1; i <= source.size(); i++) {
      for (int j = 1; j < width; j++) {
        int at = i * width + j;
        int before = at - width - 1;
        if (source.hash(i - 1) == answer.hash(j - 1)) {
          run[at] = WORD + Math.max(best[before], run[before] + 1);
        }
        best[at] = Math.max(run[at], Math.max(best[at - width], best[at - 1]));
      }
    }
    boolean goesOn = false;
    for (int i = source.size(), j = answer.size(); i > 0 && j > 0; ) {
      int at = i * width + j;
      if (goesOn || best[at] == run[at]) {
        sources[j - 1] = i - 1;
        kept[i - 1] = true;
        goesOn = run[at] == WORD + 1 + run[at - width - 1];
        i--;
        j--;
      } else if (best[at] == best[at - width]) {
        i--;
      } else {
        j--;
      }
    }
  }
}
