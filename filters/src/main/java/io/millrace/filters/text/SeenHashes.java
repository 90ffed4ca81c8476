package io.millrace.filters.text;

import java.util.Arrays;

/**
 * A reusable set of 64-bit hashes with a constant-time clear. Different contents with the same hash
 * count as equal; the probability is below 1 in 10 million for a text of a million lines.
 */
public final class SeenHashes {

  private static final int SMALLEST = 64;

  /** Larger tables are released when a smaller one suffices. */
  private static final int KEPT = 1 << 20;

  private long[] keys = new long[SMALLEST];
  private int[] rounds = new int[SMALLEST];
  private int mask = SMALLEST - 1;
  private int round;

  /** Clears the set and makes room for at most this many hashes. */
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
    // uses only the part of the table that the text needs, so that it stays in the cache
    mask = size - 1;
    if (++round == Integer.MAX_VALUE) {
      Arrays.fill(rounds, 0);
      round = 1;
    }
  }

  /** Adds a hash; true when it is new. */
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
