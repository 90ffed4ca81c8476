package io.millrace.filters.gopher;

import io.millrace.api.TextAnalysis;
import java.util.Arrays;

/**
 * Counts the characters of a text in its most frequent n-grams and in repeated n-grams, for n =
 * 2..10.
 *
 * <p>An n-gram can repeat only where the (n-1)-grams at its place and at the next place repeat. So
 * each n checks only the candidates left by n-1: in running text a third at 3 and almost none at 5.
 * The result equals that of checking all n-grams.
 */
final class RepeatedNGrams {

  static final int SHORTEST = 2;
  static final int LONGEST_TOP = 4;
  static final int LONGEST = 10;

  /** Most words that are checked. */
  static final int MOST_WORDS = 1 << 20;

  private static final int KEPT = 1 << 17;
  private static final long STEP = 0x9FB21C651E98DF25L;

  private final long[] characters = new long[LONGEST + 1];

  private TextAnalysis analysis;
  private int[] starts;
  private int[] lengths;

  /** By candidate: first word, hash of the n-gram there, its slot in the table. */
  private int[] places = {};

  private long[] hashes = {};
  private int[] slots = {};
  private int candidates;

  /** By slot, two adjacent places: hash; round in the high half, occurrences in the low half. */
  private long[] table = {};

  /** By slot: the round in which the n-gram occurred before. */
  private int[] seenRounds = {};

  private int mask;
  private int round;

  /** Measures a text; {@link #characters} returns the results until the next call. */
  void measure(TextAnalysis text) {
    analysis = text;
    starts = text.wordCodePointStarts();
    lengths = text.wordCodePoints();
    Arrays.fill(characters, 0);
    int words = Math.min(text.words(), MOST_WORDS);
    candidates = Math.max(0, words - 1);
    reserve(candidates);
    for (int n = SHORTEST; n <= LONGEST && candidates > 0; n++) {
      count(n);
      characters[n] = n <= LONGEST_TOP ? inMostFrequent(n) : inRepeated(n);
      narrow();
    }
  }

  /**
   * For n = 2..4: occurrences x length of the most frequent n-gram, the longest of several; 0 when
   * none occurs twice. For n = 5..10: characters of n-grams that occurred before, each character
   * once. The length of an n-gram runs from its first word to the end of its last.
   */
  long characters(int n) {
    return characters[n];
  }

  /** Characters that were checked: all, or those up to the last word checked. */
  int charactersChecked() {
    int last = MOST_WORDS - 1;
    return analysis.words() > MOST_WORDS ? starts[last] + lengths[last] : analysis.codePoints();
  }

  private void reserve(int most) {
    int size = 64;
    while (size < 2L * most) {
      size <<= 1;
    }
    if (size > seenRounds.length || seenRounds.length > KEPT && size <= KEPT) {
      table = new long[2 * size];
      seenRounds = new int[size];
      round = 0;
      places = new int[size / 2];
      hashes = new long[size / 2];
      slots = new int[size / 2];
    }
  }

  private void nextRound() {
    int size = 64;
    while (size < 2L * candidates) {
      size <<= 1;
    }
    mask = size - 1;
    if (++round == Integer.MAX_VALUE) {
      Arrays.fill(table, 0);
      Arrays.fill(seenRounds, 0);
      round = 1;
    }
  }

  private void count(int n) {
    nextRound();
    long[] words = analysis.wordHashes();
    for (int i = 0; i < candidates; i++) {
      int place = n == SHORTEST ? i : places[i];
      long before = n == SHORTEST ? words[i] : hashes[i];
      long hash = combine(before, words[place + n - 1]);
      places[i] = place;
      hashes[i] = hash;
      slots[i] = add(hash);
    }
  }

  private static long combine(long before, long word) {
    long product = (Long.rotateLeft(before, 23) ^ word) * STEP;
    return product ^ product >>> 32;
  }

  private int add(long hash) {
    int slot = (int) hash & mask;
    while ((int) (table[2 * slot + 1] >>> 32) == round) {
      if (table[2 * slot] == hash) {
        table[2 * slot + 1]++;
        return slot;
      }
      slot = slot + 1 & mask;
    }
    table[2 * slot] = hash;
    table[2 * slot + 1] = (long) round << 32 | 1;
    return slot;
  }

  private int occurrences(int candidate) {
    return (int) table[2 * slots[candidate] + 1];
  }

  private int span(int place, int n) {
    int last = place + n - 1;
    return starts[last] + lengths[last] - starts[place];
  }

  private long inMostFrequent(int n) {
    int most = 2;
    long best = 0;
    for (int i = 0; i < candidates; i++) {
      int count = occurrences(i);
      if (count >= most) {
        long found = (long) count * span(places[i], n);
        best = count > most ? found : Math.max(best, found);
        most = count;
      }
    }
    return best;
  }

  private long inRepeated(int n) {
    long repeated = 0;
    int free = 0;
    for (int i = 0; i < candidates; i++) {
      int slot = slots[i];
      if (places[i] < free || occurrences(i) < 2) {
        continue;
      }
      if (seenRounds[slot] == round) {
        repeated += span(places[i], n);
        free = places[i] + n;
      } else {
        seenRounds[slot] = round;
      }
    }
    return repeated;
  }

  private void narrow() {
    int kept = 0;
    boolean repeats = occurrences(0) > 1;
    for (int i = 0; i + 1 < candidates; i++) {
      boolean nextRepeats = occurrences(i + 1) > 1;
      int place = places[i];
      boolean keep = repeats & nextRepeats & places[i + 1] == place + 1;
      places[kept] = place;
      hashes[kept] = hashes[i];
      kept += keep ? 1 : 0; // no branch, which would be unpredictable
      repeats = nextRepeats;
    }
    candidates = kept;
  }
}
