package io.millrace.trainer.tokenizer;

import java.util.Arrays;

/**
 * Merges the bytes of one word (Sennrich et al. 2016): the pair of lowest rank first, the leftmost
 * among equal ones. Short words scan all pairs in each step; long words use a heap, so the cost of
 * a word is O(n log n). For one thread.
 */
final class MergeLoop {

  private static final int SHORT = 48;
  private static final int KEPT = 1 << 16;

  private final int[] byteIds;
  private final PairTable ranks;

  /** Tokens for whole words, or null when merges alone decide. */
  private final TokenTable whole;

  private int[] symbols = new int[2 * SHORT];

  /** Rank and merged id of the pair that starts at a symbol. */
  private long[] pairs = new long[2 * SHORT];

  private int[] next = new int[0];
  private int[] previous = new int[0];

  /** Binary heap of {@code rank << 32 | place}. */
  private long[] heap = new long[0];

  private int heapSize;

  MergeLoop(int[] byteIds, PairTable ranks, TokenTable whole) {
    this.byteIds = byteIds;
    this.ranks = ranks;
    this.whole = whole;
  }

  /**
   * @param ids receives the word's ids; needs space for one id per byte
   * @return index after the last id
   */
  int merge(byte[] utf8, int start, int length, int[] ids, int at) {
    if (whole != null) {
      int id = whole.get(utf8, start, length);
      if (id >= 0) {
        ids[at] = id;
        return at + 1;
      }
    }
    if (symbols.length < length) {
      symbols = new int[length];
      pairs = new long[length];
    }
    for (int i = 0; i < length; i++) {
      symbols[i] = byteIds[utf8[start + i] & 0xff];
    }
    for (int i = 0; i + 1 < length; i++) {
      pairs[i] = ranks.get(PairTable.key(symbols[i], symbols[i + 1]));
    }
    int end = length <= SHORT ? mergeShort(length, ids, at) : mergeLong(length, ids, at);
    if (symbols.length > KEPT) {
      symbols = new int[2 * SHORT];
      pairs = new long[2 * SHORT];
      next = new int[0];
      previous = new int[0];
      heap = new long[0];
    }
    return end;
  }

  private int mergeShort(int count, int[] ids, int at) {
    while (true) {
      long best = PairTable.NONE;
      int place = -1;
      for (int i = 0; i + 1 < count; i++) {
        if (pairs[i] < best) {
          best = pairs[i];
          place = i;
        }
      }
      if (place < 0) {
        System.arraycopy(symbols, 0, ids, at, count);
        return at + count;
      }
      symbols[place] = (int) best;
      count--;
      int moved = count - place - 1;
      System.arraycopy(symbols, place + 2, symbols, place + 1, moved);
      System.arraycopy(pairs, place + 1, pairs, place, moved);
      if (moved > 0) {
        pairs[place] = ranks.get(PairTable.key(symbols[place], symbols[place + 1]));
      }
      if (place > 0) {
        pairs[place - 1] = ranks.get(PairTable.key(symbols[place - 1], symbols[place]));
      }
    }
  }

  private int mergeLong(int count, int[] ids, int at) {
    link(count);
    while (heapSize > 0) {
      long top = pop();
      int place = (int) top;
      if (symbols[place] < 0 || pairs[place] >>> 32 != top >>> 32) {
        continue;
      }
      int gone = next[place];
      symbols[place] = (int) pairs[place];
      symbols[gone] = -1;
      next[place] = next[gone];
      if (next[place] < count) {
        previous[next[place]] = place;
      }
      pair(place, count);
      if (previous[place] >= 0) {
        pair(previous[place], count);
      }
    }
    for (int i = 0; i < count; i = next[i]) {
      ids[at++] = symbols[i];
    }
    return at;
  }

  private void link(int count) {
    if (next.length < count) {
      next = new int[count];
      previous = new int[count];
      heap = new long[3 * count];
    }
    heapSize = 0;
    for (int i = 0; i < count; i++) {
      next[i] = i + 1;
      previous[i] = i - 1;
    }
    pairs[count - 1] = PairTable.NONE;
    for (int i = 0; i < count; i++) {
      if (pairs[i] != PairTable.NONE) {
        push(pairs[i] & 0xffffffff00000000L | i);
      }
    }
  }

  private void pair(int place, int count) {
    long pair =
        next[place] < count
            ? ranks.get(PairTable.key(symbols[place], symbols[next[place]]))
            : PairTable.NONE;
    pairs[place] = pair;
    if (pair != PairTable.NONE) {
      push(pair & 0xffffffff00000000L | place);
    }
  }

  private void push(long entry) {
    if (heapSize == heap.length) {
      heap = Arrays.copyOf(heap, 2 * heapSize);
    }
    int at = heapSize++;
    while (at > 0 && heap[(at - 1) / 2] > entry) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = entry;
  }

  private long pop() {
    long top = heap[0];
    long last = heap[--heapSize];
    int at = 0;
    for (int child = 1; child < heapSize; child = 2 * at + 1) {
      if (child + 1 < heapSize && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= last) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return top;
  }
}
