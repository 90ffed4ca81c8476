package io.millrace.filters.text;

import com.ibm.icu.impl.ICUBinary;
import com.ibm.icu.util.BytesTrie;
import com.ibm.icu.util.CharsTrie;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Divides runs of Han, Hiragana and Katakana into the words of least total cost, as ICU's break
 * iterator does with the same dictionary, but several times faster. The dictionary has the cost of
 * a word; an unknown character has the largest cost, and a run of Katakana a cost by its length. A
 * property test compares the result with ICU.
 *
 * <p>All characters of a run must be {@link #isPlain plain}. Uses memory of bounded size; not
 * thread-safe.
 */
final class CjkWords {

  private static final String DICTIONARY = "brkitr/cjdict.dict";
  private static final int DICTIONARY_FORMAT = 0x44696374; // Dict
  private static final int HEADER_INTS = 8;
  private static final int TRIE_START = 0;
  private static final int TRIE_END = 3;

  private static final int LONGEST_WORD = 20;
  private static final int UNKNOWN_COST = 255;

  /** ICU's costs of Katakana words by length; longer ones cost as much as one of no character. */
  private static final int[] KATAKANA_COSTS = {8192, 984, 408, 240, 204, 252, 300, 372, 480};

  private static final char FIRST_PLAIN = 0x3005;
  private static final char LAST_PLAIN = 0x9FFF;

  private static final int STEPS = 1 << 16;

  /** Special states: the step does not exist, or no step follows it. */
  private static final long NO_STEP = -1L << 40;

  private static final long LAST_STEP = -1L << 41;

  private final CharsTrie trie = new CharsTrie(Words.TRIE, 0);
  private final long root = trie.getState64();

  /** Cache of {@link #stepped} by first character; 0 when unknown. */
  private final long[] firstSteps = new long[LAST_PLAIN - FIRST_PLAIN + 1];

  /** Cache of further steps, two adjacent places: state and character, {@link #stepped}. */
  private final long[] steps = new long[2 * STEPS];

  private int[] best = {};
  private int[] previous = {};

  /** The dictionary, read on first use. */
  private static final class Words {
    static final CharSequence TRIE = read();

    private static CharSequence read() {
      ByteBuffer bytes = ICUBinary.getRequiredData(DICTIONARY);
      try {
        ICUBinary.readHeader(bytes, DICTIONARY_FORMAT, null);
      } catch (IOException damaged) {
        throw new UncheckedIOException(damaged);
      }
      int start = bytes.position();
      int[] header = new int[HEADER_INTS];
      for (int i = 0; i < HEADER_INTS; i++) {
        header[i] = bytes.getInt();
      }
      bytes.position(start + header[TRIE_START]);
      return ICUBinary.getString(bytes, (header[TRIE_END] - header[TRIE_START]) / 2, 0);
    }
  }

  /** Characters whose runs ICU divides by this dictionary without normalising them. */
  static boolean isPlain(char unit) {
    return unit >= 0x4E00 && unit <= LAST_PLAIN
        || unit >= 0x3041 && unit <= 0x3096
        || isKatakana(unit)
        || unit == FIRST_PLAIN;
  }

  private static boolean isKatakana(char unit) {
    return unit >= 0x30A1 && unit <= 0x30FE && unit != 0x30FB;
  }

  /**
   * Divides a range of plain characters, which is not empty.
   *
   * @param breaks receives the ends of the words, relative to {@code start}; has a place per
   *     character
   * @return number of words
   */
  int divide(char[] text, int start, int end, int[] breaks) {
    int length = end - start;
    if (best.length <= length) {
      best = new int[length + 1];
      previous = new int[length + 1];
    }
    Arrays.fill(best, 0, length + 1, Integer.MAX_VALUE);
    best[0] = 0;
    boolean katakanaBefore = false;
    for (int at = 0; at < length; at++) {
      boolean katakana = isKatakana(text[start + at]);
      int cost = best[at];
      takeWords(text, start, at, length);
      if (katakana && !katakanaBefore) {
        int behindRun = at + 1;
        int limit = Math.min(length, at + LONGEST_WORD);
        while (behindRun < limit && isKatakana(text[start + behindRun])) {
          behindRun++;
        }
        if (behindRun - at < LONGEST_WORD) {
          take(at, behindRun, cost + katakanaCost(behindRun - at));
        }
      }
      katakanaBefore = katakana;
    }
    return ends(length, breaks);
  }

  private static int katakanaCost(int length) {
    return KATAKANA_COSTS[length < KATAKANA_COSTS.length ? length : 0];
  }

  /** Tries all words of the dictionary that begin at {@code at}. */
  private void takeWords(char[] text, int start, int at, int length) {
    int cost = best[at];
    int limit = Math.min(length, at + LONGEST_WORD);
    long step = firstStep(text[start + at]);
    int wordCost = wordCost(step);
    take(at, at + 1, cost + (wordCost < 0 ? UNKNOWN_COST : wordCost));
    long state = step >> Character.SIZE;
    for (int i = at + 1; i < limit && state > NO_STEP; i++) {
      step = step(state, text[start + i]);
      wordCost = wordCost(step);
      if (wordCost >= 0) {
        take(at, i + 1, cost + wordCost);
      }
      state = step >> Character.SIZE;
    }
  }

  private void take(int from, int to, int cost) {
    if (cost < best[to]) {
      best[to] = cost;
      previous[to] = from;
    }
  }

  private long firstStep(char unit) {
    int place = unit - FIRST_PLAIN;
    if (firstSteps[place] == 0) {
      firstSteps[place] = stepped(root, unit);
    }
    return firstSteps[place];
  }

  private long step(long state, char unit) {
    // a state is a place below 2^32 and, in the bits above, the rest of a linear match or -1
    long key = state << Character.SIZE | unit;
    int place = 2 * ((int) (key * WordHash.STEP >>> 40) & STEPS - 1);
    if (steps[place] != key) {
      steps[place] = key;
      steps[place + 1] = stepped(state, unit);
    }
    return steps[place + 1];
  }

  /**
   * State after a step in the trie; in the low 16 bits 1 + the cost of the word that ends there.
   */
  private long stepped(long state, char unit) {
    BytesTrie.Result result = trie.resetToState64(state).next(unit);
    long behind = result.hasNext() ? trie.getState64() : result.matches() ? LAST_STEP : NO_STEP;
    return behind << Character.SIZE | (result.hasValue() ? trie.getValue() + 1 : 0);
  }

  /** Cost of the word that ends with a step, -1 if none does. */
  private static int wordCost(long step) {
    return (char) step - 1;
  }

  private int ends(int length, int[] breaks) {
    int words = 0;
    for (int at = length; at > 0; at = previous[at]) {
      breaks[words++] = at;
    }
    for (int left = 0, right = words - 1; left < right; left++, right--) {
      int end = breaks[left];
      breaks[left] = breaks[right];
      breaks[right] = end;
    }
    return words;
  }
}
