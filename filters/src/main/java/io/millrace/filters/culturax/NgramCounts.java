package io.millrace.filters.culturax;

import java.util.Arrays;

/**
 * Frequencies of n-grams given by their 64-bit hashes, and what of them counts as repetition. One
 * open-addressed table holds 32 bits of the hash of each n-gram, in a place given by up to 23 more;
 * counts stand apart, since most n-grams have none. Two n-grams of a page of 10,000 characters are
 * taken for one in one page of a million.
 */
final class NgramCounts {

  /** Most n-grams counted of one text; the rest is left out, which bounds the tables to 32 MB. */
  static final int MAX_NGRAMS = 1 << 20;

  /** Up to here the table is kept sparse, since it fits a cache and a collision costs more. */
  private static final int SPARSE = 1 << 14;

  private int[] table = new int[1 << 10];

  /** How often each place was met again; all zero between two texts. */
  private int[] further = new int[1 << 10];

  /** Places met again, each once. */
  private int[] repeaters = new int[1 << 7];

  /** Number of places met so often, for the counts nearly all have. */
  private final int[] small = new int[64];

  /** The other counts. */
  private int[] counts = new int[1 << 7];

  private int repeaterCount;
  private int mask;
  private int total;
  private int distinct;

  /**
   * Forgets what was counted.
   *
   * @param expected at least as many n-grams as will be added, up to {@link #MAX_NGRAMS}
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

  /** Counts n-grams, a block at a time; every bit of the hashes must be well mixed. */
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

  /** Share of all n-grams that belong to those seen more than once; 0 without any. */
  double repeatedShare() {
    return total == 0 ? 0 : (double) (total - distinct + repeaterCount) / total;
  }

  /**
   * Share of all n-grams that belong to the most frequent ones: the square root of the number of
   * different n-grams, and no more than are seen more than once; 0 without any.
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
