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
  private int[] further = new int[1 << 10];
  private int[] histogram = new int[64];
  private int mask;
  private int total;
  private int distinct;
  private int highest;

  /**
   * Forgets what was counted.
   *
   * @param expected at least as many n-grams as will be added, up to {@link #MAX_NGRAMS}
   */
  void start(int expected) {
    int power = Integer.highestOneBit(Math.max(4, expected));
    int places = expected <= SPARSE ? power << 3 : power << 2;
    if (table.length < places) {
      table = new int[places];
      further = new int[places];
    } else {
      Arrays.fill(table, 0, places, 0);
      Arrays.fill(further, 0, places, 0);
    }
    mask = places - 1;
    Arrays.fill(histogram, 0, Math.min(histogram.length, highest + 1), 0);
    total = 0;
    distinct = 0;
    highest = 0;
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
      if (entry == key) {
        repeated(++further[at]);
      }
    }
    total += count;
    distinct += added;
  }

  /** An n-gram seen so often before is seen once more. Those seen once are not in the histogram. */
  private void repeated(int before) {
    int now = before + 1;
    if (now >= histogram.length) {
      histogram = Arrays.copyOf(histogram, 2 * now);
    }
    if (before > 1) {
      histogram[before]--;
    }
    histogram[now]++;
    highest = Math.max(highest, now);
  }

  /** Share of all n-grams that belong to those seen more than once; 0 without any. */
  double repeatedShare() {
    return total == 0 ? 0 : (double) (total - (distinct - repeaters())) / total;
  }

  /**
   * Share of all n-grams that belong to the most frequent ones: the square root of the number of
   * different n-grams, and no more than are seen more than once; 0 without any.
   */
  double topShare() {
    if (total == 0) {
      return 0;
    }
    int left = Math.min((int) Math.sqrt(distinct), repeaters());
    long sum = 0;
    for (int count = highest; left > 0; count--) {
      int taken = Math.min(left, histogram[count]);
      sum += (long) taken * count;
      left -= taken;
    }
    return (double) sum / total;
  }

  private int repeaters() {
    int repeaters = 0;
    for (int count = 2; count <= highest; count++) {
      repeaters += histogram[count];
    }
    return repeaters;
  }
}
