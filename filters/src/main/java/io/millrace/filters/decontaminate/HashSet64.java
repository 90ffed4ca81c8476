package io.millrace.filters.decontaminate;

/**
 * A set of well-mixed 64-bit hashes. A lookup reads the places of a whole block of hashes before it
 * compares any: the table is much larger than a cache, so the memory reads overlap.
 */
final class HashSet64 {

  /** Most hashes in a block. */
  static final int BLOCK = 256;

  private static final int MAX_PLACES = Integer.MAX_VALUE - 16;

  private long[] table = new long[1024];
  private int size;
  private boolean hasZero;
  private final long[] entries = new long[BLOCK];

  int size() {
    return size + (hasZero ? 1 : 0);
  }

  /**
   * @throws IllegalStateException when the set is full, at more than a thousand million hashes
   */
  void add(long hash) {
    if (hash == 0) {
      hasZero = true;
      return;
    }
    if (size >= table.length / 3 * 2) {
      if (table.length == MAX_PLACES) {
        throw new IllegalStateException("a set cannot hold more than " + size + " n-grams");
      }
      resize((int) Math.min(MAX_PLACES, table.length * 2L));
    }
    size += insert(table, hash) ? 1 : 0;
  }

  /** Shrinks the table to the smallest fast size: 13 bytes per hash. */
  void trim() {
    resize((int) Math.min(MAX_PLACES, Math.max(1024, size / 5 * 8L)));
  }

  /** Counts the hashes of a block that are in the set. */
  int count(long[] hashes, int length) {
    long[] places = table;
    long[] read = entries;
    for (int i = 0; i < length; i++) {
      read[i] = places[place(hashes[i], places.length)];
    }
    int found = 0;
    for (int i = 0; i < length; i++) {
      long entry = read[i];
      boolean match = entry == hashes[i];
      if (entry == 0 ? hasZero && match : match || contains(hashes[i])) {
        found++;
      }
    }
    return found;
  }

  private boolean contains(long hash) {
    if (hash == 0) {
      return hasZero;
    }
    int at = place(hash, table.length);
    while (table[at] != 0) {
      if (table[at] == hash) {
        return true;
      }
      at = at + 1 == table.length ? 0 : at + 1;
    }
    return false;
  }

  private void resize(int places) {
    long[] larger = new long[places];
    for (long hash : table) {
      if (hash != 0) {
        insert(larger, hash);
      }
    }
    table = larger;
  }

  private static boolean insert(long[] table, long hash) {
    int at = place(hash, table.length);
    while (table[at] != 0) {
      if (table[at] == hash) {
        return false;
      }
      at = at + 1 == table.length ? 0 : at + 1;
    }
    table[at] = hash;
    return true;
  }

  /** Scales the upper half of the hash to the table, whose size need not be a power of two. */
  private static int place(long hash, int places) {
    return (int) ((hash >>> 32) * places >>> 32);
  }
}
