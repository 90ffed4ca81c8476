package io.millrace.dedup;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntComparator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Holds marks in memory and sorts them. Marks are stored in chunks and do not cross chunk borders;
 * the sort moves their addresses only. A radix sort by the first 32 bits of the key, which are
 * evenly spread bits of a hash, is followed by a merge sort by all bytes where these bits are
 * equal. A group of a million equal keys costs one merge sort.
 */
final class MarkBuffer {

  private static final int CHUNK_BITS = 18;
  private static final int CHUNK = 1 << CHUNK_BITS;

  /** Addresses have 31 bits. */
  private static final int MAX_CHUNKS = 1 << (31 - CHUNK_BITS);

  /** Bytes of the four 32-bit arrays for each mark; up to half of their places are empty. */
  private static final int INDEX_BYTES = 32;

  private static final int RADIX_BITS = 11;

  private final int sketchLength;
  private final long memoryBytes;
  private final List<byte[]> chunks = new ArrayList<>();
  private final IntComparator byBytes = this::compare;

  private int chunk = -1;
  private int chunkLength = CHUNK;
  private int marks;
  private int[] addresses = new int[1 << 10];
  private int[] prefixes = new int[1 << 10];
  private int[] otherAddresses = new int[0];
  private int[] otherPrefixes = new int[0];

  /**
   * @param memoryBytes bound on marks and addresses together; at least one chunk of 256 KiB is used
   */
  MarkBuffer(int sketchLength, long memoryBytes) {
    this.sketchLength = sketchLength;
    this.memoryBytes = memoryBytes;
  }

  /** Copies a mark; false when the bound is reached. */
  boolean add(byte[] bytes, int at, int length) {
    if (chunkLength + length > CHUNK && !nextChunk()) {
      return false;
    }
    if ((long) (marks + 1) * INDEX_BYTES + (chunk + 1L) * CHUNK > memoryBytes && marks > 0) {
      return false;
    }
    System.arraycopy(bytes, at, chunks.get(chunk), chunkLength, length);
    if (marks == addresses.length) {
      addresses = Arrays.copyOf(addresses, marks * 2);
      prefixes = Arrays.copyOf(prefixes, marks * 2);
    }
    addresses[marks] = chunk << CHUNK_BITS | chunkLength;
    prefixes[marks] = (int) (MarkLayout.getLong(bytes, at) >>> 32);
    marks++;
    chunkLength += length;
    return true;
  }

  private boolean nextChunk() {
    if (chunk + 1 == MAX_CHUNKS
        || (chunk >= 0 && (chunk + 2L) * CHUNK + (long) marks * INDEX_BYTES > memoryBytes)) {
      return false;
    }
    chunk++;
    if (chunk == chunks.size()) {
      chunks.add(new byte[CHUNK]);
    }
    chunkLength = 0;
    return true;
  }

  /** Visits all marks in order. */
  void forEachSorted(MarkVisitor visitor) throws IOException {
    sort();
    for (int i = 0; i < marks; i++) {
      visitor.visit(chunks.get(addresses[i] >>> CHUNK_BITS), addresses[i] & (CHUNK - 1));
    }
  }

  /** Removes all marks and keeps the memory. */
  void clear() {
    marks = 0;
    chunk = -1;
    chunkLength = CHUNK;
  }

  private void sort() {
    if (otherAddresses.length < marks) {
      otherAddresses = new int[addresses.length];
      otherPrefixes = new int[addresses.length];
    }
    int[] counts = new int[1 << RADIX_BITS];
    for (int shift = 0; shift < Integer.SIZE; shift += RADIX_BITS) {
      radixPass(shift, counts);
    }
    for (int from = 0; from < marks; ) {
      int to = from + 1;
      while (to < marks && prefixes[to] == prefixes[from]) {
        to++;
      }
      if (to - from > 1) {
        sortByBytes(from, to);
      }
      from = to;
    }
  }

  private void radixPass(int shift, int[] counts) {
    int mask = counts.length - 1;
    Arrays.fill(counts, 0);
    for (int i = 0; i < marks; i++) {
      counts[prefixes[i] >>> shift & mask]++;
    }
    int sum = 0;
    for (int b = 0; b < counts.length; b++) {
      int count = counts[b];
      counts[b] = sum;
      sum += count;
    }
    for (int i = 0; i < marks; i++) {
      int to = counts[prefixes[i] >>> shift & mask]++;
      otherPrefixes[to] = prefixes[i];
      otherAddresses[to] = addresses[i];
    }
    int[] swap = prefixes;
    prefixes = otherPrefixes;
    otherPrefixes = swap;
    swap = addresses;
    addresses = otherAddresses;
    otherAddresses = swap;
  }

  private void sortByBytes(int from, int to) {
    System.arraycopy(addresses, from, otherAddresses, from, to - from);
    IntArrays.mergeSort(addresses, from, to, byBytes, otherAddresses);
  }

  private int compare(int left, int right) {
    return MarkLayout.compare(
        chunks.get(left >>> CHUNK_BITS),
        left & (CHUNK - 1),
        chunks.get(right >>> CHUNK_BITS),
        right & (CHUNK - 1),
        sketchLength);
  }
}
