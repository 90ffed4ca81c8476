package io.millrace.trainer.tokenizer;

import io.millrace.corpus.WellFormed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Counts the words of texts in bounded memory: when there are more different words than allowed,
 * the least frequent half is removed. The result depends only on the texts and their order. For one
 * thread.
 */
public final class WordCounts {

  /** Longer words, as in scripts without spaces, are split; tokens are shorter anyway. */
  private static final int MAX_BYTES = 128;

  private final WordScanner scanner;
  private final SplitPattern pattern;
  private final int maxWords;
  private byte[] arena = new byte[1 << 16];
  private int used;
  private int[] starts = new int[1 << 10];
  private short[] lengths = new short[1 << 10];
  private long[] counts = new long[1 << 10];
  private int[] slots = new int[1 << 12];
  private int size;
  private long forgotten;
  private long bytes;

  /**
   * @param maxWords largest number of different words
   */
  public WordCounts(SplitPattern pattern, int maxWords) {
    this.scanner = new WordScanner(pattern);
    this.pattern = pattern;
    this.maxWords = maxWords;
  }

  /** Counts the words of a text. */
  public void add(String text) {
    byte[] utf8 = WellFormed.of(text).getBytes(StandardCharsets.UTF_8);
    bytes += utf8.length;
    for (int start = 0; start < utf8.length; ) {
      int end = scanner.end(utf8, start, utf8.length);
      if (end - start > MAX_BYTES) {
        end = start + MAX_BYTES;
        while ((utf8[end] & 0xc0) == 0x80) {
          end--;
        }
      }
      add(utf8, start, end - start);
      start = end;
    }
  }

  private void add(byte[] utf8, int start, int length) {
    int slot = slot(utf8, start, length);
    if (slots[slot] != 0) {
      counts[slots[slot] - 1]++;
      return;
    }
    if (size == maxWords) {
      forget();
      slot = slot(utf8, start, length);
    }
    if (size == starts.length) {
      int room = Math.min(maxWords, 2 * size);
      starts = Arrays.copyOf(starts, room);
      lengths = Arrays.copyOf(lengths, room);
      counts = Arrays.copyOf(counts, room);
    }
    if (arena.length - used < length) {
      arena = Arrays.copyOf(arena, Math.toIntExact(Math.min(Integer.MAX_VALUE - 8L, 2L * used)));
    }
    System.arraycopy(utf8, start, arena, used, length);
    starts[size] = used;
    lengths[size] = (short) length;
    counts[size] = 1;
    used += length;
    slots[slot] = ++size;
    if (2 * size > slots.length) {
      rehash(2 * slots.length);
    }
  }

  private int slot(byte[] utf8, int start, int length) {
    int hash = length;
    for (int i = start; i < start + length; i++) {
      hash = 31 * hash + utf8[i];
    }
    hash *= 0x9e3779b1;
    int at = (hash ^ hash >>> 15) & slots.length - 1;
    while (slots[at] != 0) {
      int word = slots[at] - 1;
      int from = starts[word];
      if (Arrays.equals(arena, from, from + lengths[word], utf8, start, start + length)) {
        return at;
      }
      at = at + 1 & slots.length - 1;
    }
    return at;
  }

  private void rehash(int capacity) {
    slots = new int[capacity];
    for (int word = 0; word < size; word++) {
      slots[slot(arena, starts[word], lengths[word])] = word + 1;
    }
  }

  /** Removes the least frequent words, always all with equal counts, until at most half remain. */
  private void forget() {
    long[] sorted = Arrays.copyOf(counts, size);
    Arrays.sort(sorted);
    long limit = sorted[size / 2];
    int left = 0;
    int room = 0;
    for (int word = 0; word < size; word++) {
      if (counts[word] <= limit) {
        forgotten += counts[word];
        continue;
      }
      System.arraycopy(arena, starts[word], arena, room, lengths[word]);
      starts[left] = room;
      lengths[left] = lengths[word];
      counts[left] = counts[word];
      room += lengths[word];
      left++;
    }
    size = left;
    used = room;
    rehash(slots.length);
  }

  /** Number of different words. */
  public int size() {
    return size;
  }

  /** Occurrences of removed words; 0 when all words fitted. */
  public long forgotten() {
    return forgotten;
  }

  /** Bytes of the texts in UTF-8. */
  public long bytes() {
    return bytes;
  }

  SplitPattern pattern() {
    return pattern;
  }

  long count(int word) {
    return counts[word];
  }

  byte[] word(int word) {
    return Arrays.copyOfRange(arena, starts[word], starts[word] + lengths[word]);
  }

  /** Words in byte order, so that the order of texts does not matter. */
  int[] order() {
    return IntStream.range(0, size)
        .boxed()
        .sorted(
            (one, other) ->
                Arrays.compareUnsigned(
                    arena,
                    starts[one],
                    starts[one] + lengths[one],
                    arena,
                    starts[other],
                    starts[other] + lengths[other]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
