package io.millrace.trainer.tokenizer;

/**
 * A hash map from pairs of ids to numbers that are not negative: open addressing with linear
 * probing, keys and values interleaved.
 */
final class PairTable {

  /** The value of a missing pair. */
  static final long NONE = Long.MAX_VALUE;

  private static final long MIX = 0x9e3779b97f4a7c15L;

  /** Alternating key + 1 (0 means free) and value. */
  private long[] slots;

  private int shift;
  private int size;

  PairTable(int expected) {
    allocate(Integer.highestOneBit(Math.max(8, 2 * expected - 1)) << 1);
  }

  private void allocate(int capacity) {
    slots = new long[Math.multiplyExact(2, capacity)];
    shift = Long.numberOfLeadingZeros(capacity) + 1;
  }

  static long key(int left, int right) {
    return (long) left << 32 | right;
  }

  /** The value of a pair, or {@link #NONE}. */
  long get(long key) {
    int mask = slots.length - 1;
    int at = (int) ((key * MIX) >>> shift) << 1;
    while (true) {
      long found = slots[at];
      if (found == key + 1) {
        return slots[at + 1];
      }
      if (found == 0) {
        return NONE;
      }
      at = (at + 2) & mask;
    }
  }

  void put(long key, long value) {
    if (4 * (long) size >= slots.length) {
      grow();
    }
    int at = place(key);
    size += slots[at] == 0 ? 1 : 0;
    slots[at] = key + 1;
    slots[at + 1] = value;
  }

  private int place(long key) {
    int mask = slots.length - 1;
    int at = (int) ((key * MIX) >>> shift) << 1;
    while (slots[at] != 0 && slots[at] != key + 1) {
      at = (at + 2) & mask;
    }
    return at;
  }

  private void grow() {
    long[] old = slots;
    allocate(old.length);
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        int at = place(old[i] - 1);
        slots[at] = old[i];
        slots[at + 1] = old[i + 1];
      }
    }
  }
}
