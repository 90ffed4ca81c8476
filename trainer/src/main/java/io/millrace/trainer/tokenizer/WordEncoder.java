package io.millrace.trainer.tokenizer;

import io.millrace.corpus.WellFormed;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Encodes texts; for one thread. Words of at most 32 bytes and 7 tokens are cached in a table of
 * fixed size, in which a newer word replaces an older one. An entry is one cache line with the word
 * itself, so a lookup follows no pointer and allocates nothing. Other words are merged each time.
 */
final class WordEncoder {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int ENTRY = 8;
  private static final int MAX_BYTES = 32;
  private static final int MAX_TOKENS = 7;

  /** Larger buffers are not kept for the next text. */
  private static final int KEPT_BYTES = 1 << 20;

  private final WordScanner scanner;
  private final MergeLoop merges;
  private final int[] byteIds;
  private final long[] cache;
  private final int shift;
  private byte[] utf8 = new byte[1 << 12];
  private int[] ids = new int[1 << 10];
  private int size;

  /**
   * @param cacheBits binary logarithm of the number of cached words, 64 bytes each
   */
  WordEncoder(SplitPattern pattern, int[] byteIds, MergeLoop merges, int cacheBits) {
    this.scanner = new WordScanner(pattern);
    this.byteIds = byteIds;
    this.merges = merges;
    this.cache = new long[ENTRY << cacheBits];
    this.shift = 64 - cacheBits;
  }

  int[] encode(String text) {
    byte[] bytes = WellFormed.of(text).getBytes(StandardCharsets.UTF_8);
    if (utf8.length < bytes.length + MAX_BYTES) {
      utf8 = new byte[bytes.length + bytes.length / 4 + MAX_BYTES];
    }
    System.arraycopy(bytes, 0, utf8, 0, bytes.length);
    size = 0;
    for (int start = 0; start < bytes.length; ) {
      int end = scanner.end(utf8, start, bytes.length);
      word(start, end);
      start = end;
    }
    int[] result = Arrays.copyOf(ids, size);
    if (utf8.length > KEPT_BYTES) {
      utf8 = new byte[1 << 12];
      ids = new int[1 << 10];
    }
    return result;
  }

  private void word(int start, int end) {
    int length = end - start;
    if (ids.length - size < length) {
      ids = Arrays.copyOf(ids, Math.max(2 * ids.length, size + length));
    }
    if (length == 1) {
      ids[size++] = byteIds[utf8[start] & 0xff];
    } else if (length <= 8) {
      shortWord(start, length);
    } else if (length <= MAX_BYTES) {
      longWord(start, length);
    } else {
      size = merges.merge(utf8, start, length, ids, size);
    }
  }

  private void shortWord(int start, int length) {
    long key = (long) LONG.get(utf8, start) & (-1L >>> (64 - 8 * length));
    long hash = (key + length) * 0x9e3779b97f4a7c15L;
    int entry = (int) (hash >>> shift) * ENTRY;
    long meta = cache[entry + 4];
    if (cache[entry] == key && (meta & 0xff) == length) {
      fromCache(entry, meta);
    } else {
      merged(start, length, entry, key, 0, 0, 0);
    }
  }

  private void longWord(int start, int length) {
    long first = (long) LONG.get(utf8, start);
    long second = part(start, length, 8);
    long third = part(start, length, 16);
    long fourth = part(start, length, 24);
    long hash =
        (((first * 0x9e3779b97f4a7c15L ^ second) * 0xc2b2ae3d27d4eb4fL ^ third)
                    * 0x165667b19e3779f9L
                ^ fourth + length)
            * 0x9e3779b97f4a7c15L;
    int entry = (int) (hash >>> shift) * ENTRY;
    long meta = cache[entry + 4];
    if (cache[entry] == first
        && cache[entry + 1] == second
        && cache[entry + 2] == third
        && cache[entry + 3] == fourth
        && (meta & 0xff) == length) {
      fromCache(entry, meta);
    } else {
      merged(start, length, entry, first, second, third, fourth);
    }
  }

  /** Eight bytes of a word from an index on; zeros after its end. */
  private long part(int start, int length, int from) {
    int bytes = length - from;
    if (bytes <= 0) {
      return 0;
    }
    long part = (long) LONG.get(utf8, start + from);
    return bytes >= 8 ? part : part & (-1L >>> (64 - 8 * bytes));
  }

  private void fromCache(int entry, long meta) {
    int count = (int) (meta >>> 8) & 0xff;
    ids[size] = (int) (meta >>> 16);
    for (int i = 1; i < count; i++) {
      ids[size + i] = (int) (cache[entry + 4 + (i + 1 >> 1)] >>> ((i & 1) == 1 ? 0 : 32));
    }
    size += count;
  }

  private void merged(
      int start, int length, int entry, long first, long second, long third, long fourth) {
    int before = size;
    size = merges.merge(utf8, start, length, ids, size);
    int count = size - before;
    if (count > MAX_TOKENS) {
      return;
    }
    cache[entry] = first;
    cache[entry + 1] = second;
    cache[entry + 2] = third;
    cache[entry + 3] = fourth;
    cache[entry + 4] = (long) ids[before] << 16 | (long) count << 8 | length;
    for (int i = 1; i < count; i += 2) {
      long next = i + 1 < count ? ids[before + i + 1] : 0;
      cache[entry + 4 + (i + 1 >> 1)] = next << 32 | ids[before + i];
    }
  }
}
