package io.millrace.extract.text;

/** Numbers distinct keys in order of appearance: 0, 1, 2, ... */
public final class LongNumbers {

  private static final int LEAST = 256;

  private long[] keys;

  /** Number of the key plus one, 0 for an empty slot. */
  private int[] numbers;

  private int size;

  /**
   * @param most expected number of keys
   */
  public LongNumbers(int most) {
    int room = Math.max(LEAST, 2 * Integer.highestOneBit(Math.max(1, most)));
    keys = new long[room];
    numbers = new int[room];
  }

  public int size() {
    return size;
  }

  /** Number of the key; the next number if it is new. */
  public int of(long key) {
    if (2 * size >= keys.length) {
      grow();
    }
    int at = place(key);
    if (numbers[at] == 0) {
      keys[at] = key;
      numbers[at] = ++size;
    }
    return numbers[at] - 1;
  }

  private int place(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int at = (int) (mixed >>> 32) & keys.length - 1;
    while (numbers[at] != 0 && keys[at] != key) {
      at = at + 1 & keys.length - 1;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[4 * oldKeys.length];
    numbers = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNumbers[i] != 0) {
        int at = place(oldKeys[i]);
        keys[at] = oldKeys[i];
        numbers[at] = oldNumbers[i];
      }
    }
  }
}
