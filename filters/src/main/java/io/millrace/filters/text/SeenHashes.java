package io.millrace.filters.text;

import java.util.Arrays;

/**
 * A set of 64-bit hashes that is emptied in constant time and kept for the next text. Two different
 * contents with the same hash count as one; the chance of that in a text of a million lines is
 * below 1 in 10 million.
 */
public final class SeenHashes {

  private static final int SMALLEST = 64;

  /** Tables above this are given up when a smaller one will do. */
  private static final int KEPT = 1 << 20;

  private long[] keys = new long[SMALLEST];
  private int[] rounds = new int[SMALLEST];
  private int mask = SMALLEST - 1;
  private int round;

  /** Empties the set and makes room for this many hashes; more must not be added. */
  public void clear(int most) {
    int size = SMALLEST;
    while (size < 2L * most) {
      size <<= 1;
    }
    if (size > keys.length || keys.length > KEPT && size <= KEPT) {
      keys = new long[size];
      rounds = new int[size];
      round = 0;
    }
    // only as much of the table as the text needs, so that it stays in the cache
    mask = size - 1;
    if (++round == Integer.MAX_VALUE) {
      Arrays.fill(rounds, 0);
      round = 1;
    }
  }

  /** Adds a hash; true when it was not there. */
  public boolean add(long hash) {
    int at = (int) hash & mask;
    while (rounds[at] == round) {
      if (keys[at] == hash) {
        return false;
      }
      at = at + 1 & mask;
    }
    rounds[at] = round;
    keys[at] = hash;
    return true;
  }
}
