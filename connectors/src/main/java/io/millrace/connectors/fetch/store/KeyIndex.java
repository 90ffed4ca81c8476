package io.millrace.connectors.fetch.store;

/**
 * Maps 128-bit keys to positions in files: an open-addressing hash table of longs, 24 bytes a slot,
 * at most 80 % full. A million keys take 30 to 45 MB. Not thread-safe.
 */
final class KeyIndex {

  private static final int WORDS = 3;
  private static final int MOST_SLOTS = Integer.MAX_VALUE / WORDS - 8;

  private long[] table = new long[WORDS * 1024];
  private int size;

  long get(long high, long low) {
    int at = slot(table, high, low);
    return table[at + 2] - 1;
  }

  /**
   * @param place not negative; replaces an earlier position
   */
  void put(long high, long low, long place) {
    if ((size + 1L) * 5 > table.length / WORDS * 4L) {
      grow();
    }
    int at = slot(table, high, low);
    if (table[at + 2] == 0) {
      size++;
    }
    set(table, at, high, low, place + 1);
  }

  int size() {
    return size;
  }

  private void grow() {
    long slots = Math.min(MOST_SLOTS, table.length / WORDS * 3L / 2);
    if (slots <= size + 1L) {
      throw new IllegalStateException("more than " + size + " keys");
    }
    long[] larger = new long[WORDS * (int) slots];
    for (int at = 0; at < table.length; at += WORDS) {
      if (table[at + 2] != 0) {
        set(
            larger,
            slot(larger, table[at], table[at + 1]),
            table[at],
            table[at + 1],
            table[at + 2]);
      }
    }
    table = larger;
  }

  /** The slot of a key, or the free slot for it; position 0 marks a free slot. */
  private static int slot(long[] table, long high, long low) {
    int slots = table.length / WORDS;
    // the keys are hashes: their upper bits spread evenly over any number of slots
    int slot = (int) ((high >>> 32) * slots >>> 32);
    while (true) {
      int at = slot * WORDS;
      if (table[at + 2] == 0 || table[at] == high && table[at + 1] == low) {
        return at;
      }
      slot = slot + 1 == slots ? 0 : slot + 1;
    }
  }

  private static void set(long[] table, int at, long high, long low, long place) {
    table[at] = high;
    table[at + 1] = low;
    table[at + 2] = place;
  }
}
