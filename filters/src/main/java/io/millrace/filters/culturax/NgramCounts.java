package io.millrace.filters.culturax;

import java.util.Arrays;

/**
 * Counts n-grams by their 64-bit hashes and measures repetition. An open-addressed table holds 32
 * bits of each hash, at a position that depends on up to 23 more bits; counts are separate, because
 * most n-grams occur once. In a page of 10,000 characters two n-grams collide with a probability of
 * 1 in a million.
 */
final class NgramCounts {

  /** Most n-grams counted per text, which bounds the tables to 32 MB. */
  static final int MAX_NGRAMS = 1 << 20;

  /** Up to this many n-grams the table is sparser: it fits a cache, so collisions cost more. */
  private static final int SPARSE = 1 << 14;

  private int[] table = new int[1 << 10];

  /** Number of repeated visits of each place; all zero between texts. */
  private int[] further = new int[1 << 10];

  /** Places with repeated visits, each once. */
  private int[] repeaters = new int[1 << 7];

  /** Histogram of small counts, which nearly all places have. */
  private final int[] small = new int[64];

  /** The larger counts. */
  private int[] counts = new int[1 << 7];

  private int repeaterCount;
  private int mask;
  private int total;
  private int distinct;

  /**
   * Clears the counts.
   *
   * @param expected upper bound of the n-grams to add, up to {@link #MAX_NGRAMS}
   */
  void start(int expected) {
    int power = Integer.highestOneBit(Math.max(4, expected));
    int places = expected <= SPARSE ? power << 3 : power << 2;
    for (int i = 0; i < repeaterCount; i++) {
      further[repeaters[i]] = 0;
    }
    if (table.length < places) {
      table = new int[places];
      further = new int[places];
    } else {
      Arrays.fill(table, 0, places, 0);
    }
    if (repeaters.length < expected / 2) {
      repeaters = new int[expected / 2];
      counts = new int[expected / 2];
    }
    repeaterCount = 0;
    mask = places - 1;
    total = 0;
    distinct = 0;
  }

  /** Counts a block of n-grams; all bits of the hashes must be well mixed. */
  void add(long[] hashes, int count) {
    int[] places = table;
    int last = mask;
    int added = 0;
    for (int i = 0; i < count; i++) {
      long hash = hashes[i];
      int key = (int) (hash >>> 32) | 1;
      int at = (int) hash & last;
      int entry;
      while ((entry = places[at]) != key) {
        if (entry == 0) {
          places[at] = key;
          added++;
          break;
        }
        at = at + 1 & last;
      }
      if (entry == key && further[at]++ == 0) {
        repeaters[repeaterCount++] = at;
      }
    }
    total += count;
    distinct += added;
  }

  /** Share of n-grams that occur more than once, in all n-grams; 0 without n-grams. */
  double repeatedShare() {
    return total == 0 ? 0 : (double) (total - distinct + repeaterCount) / total;
  }

  /**
   * Share of the most frequent n-grams in all n-grams. The number of most frequent ones is the
   * square root of the number of distinct n-grams, but at most the number of those that repeat. 0
   * without n-grams.
   */
  double topShare() {
    if (total == 0) {
      return 0;
    }
    int left = Math.min((int) Math.sqrt(distinct), repeaterCount);
    Arrays.fill(small, 0);
    int large = 0;
    for (int i = 0; i < repeaterCount; i++) {
      int count = further[repeaters[i]] + 1;
      if (count < small.length) {
        small[count]++;
      } else {
        counts[large++] = count;
      }
    }
    Arrays.sort(counts, 0, large);
    long sum = 0;
    while (left > 0 && large > 0) {
      sum += counts[--large];
      left--;
    }
    for (int count = small.length - 1; left > 0; count--) {
      int taken = Math.min(left, small[count]);
      sum += (long) taken * count;
      left -= taken;
    }
    return (double) sum / total;
  }
}
