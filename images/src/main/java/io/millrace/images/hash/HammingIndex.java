package io.millrace.images.hash;

import java.util.Arrays;

/**
 * Finds hashes that differ from a given one in few bits, without comparing all: multi-index hashing
 * (Norouzi, Punjani and Fleet, Fast Search in Hamming Space with Multi-Index Hashing, CVPR 2012).
 * Hashes that differ in at most d bits differ in at most d / 4 in one of their four quarters, so
 * only those buckets of each quarter are looked into. Exact. 24 bytes a hash; a look-up among a
 * million takes microseconds up to distance 7. Not changed after it was made; safe for any number
 * of threads.
 */
public final class HammingIndex {

  /** Largest distance of a look-up. */
  public static final int MAX_DISTANCE = 11;

  private static final int PARTS = 4;
  private static final int BUCKETS = 1 << 16;

  private final long[] hashes;

  /** For each quarter, where in {@link #members} each of its buckets starts. */
  private final int[][] starts = new int[PARTS][];

  private final int[][] members = new int[PARTS][];

  /**
   * @param hashes the hashes, which are copied; a hash is named by its place
   */
  public HammingIndex(long[] hashes) {
    this.hashes = hashes.clone();
    for (int part = 0; part < PARTS; part++) {
      int[] start = new int[BUCKETS + 1];
      for (long hash : hashes) {
        start[bucket(hash, part) + 1]++;
      }
      for (int i = 0; i < BUCKETS; i++) {
        start[i + 1] += start[i];
      }
      int[] next = start.clone();
      int[] member = new int[hashes.length];
      for (int i = 0; i < hashes.length; i++) {
        member[next[bucket(hashes[i], part)]++] = i;
      }
      starts[part] = start;
      members[part] = member;
    }
  }

  public int size() {
    return hashes.length;
  }

  public long hash(int place) {
    return hashes[place];
  }

  /**
   * Place of the hash that differs least from a given one, of several the first; -1 when none
   * differs in at most {@code distance} bits.
   */
  public int nearest(long hash, int distance) {
    check(distance);
    int best = -1;
    int bestDistance = distance + 1;
    int radius = distance / PARTS;
    for (int part = 0; part < PARTS; part++) {
      for (int mask : masks(radius)) {
        int bucket = bucket(hash, part) ^ mask;
        for (int i = starts[part][bucket]; i < starts[part][bucket + 1]; i++) {
          int place = members[part][i];
          int own = Long.bitCount(hashes[place] ^ hash);
          if (own < bestDistance || own == bestDistance && place < best) {
            best = place;
            bestDistance = own;
          }
        }
      }
    }
    return best;
  }

  private static void check(int distance) {
    if (distance < 0 || distance > MAX_DISTANCE) {
      throw new IllegalArgumentException(
          "distance is " + distance + ", must be in 0.." + MAX_DISTANCE);
    }
  }

  private static int bucket(long hash, int part) {
    return (int) (hash >>> 16 * part) & BUCKETS - 1;
  }

  private static int[] masks(int radius) {
    return switch (radius) {
      case 0 -> Masks.EQUAL;
      case 1 -> Masks.ONE;
      default -> Masks.TWO;
    };
  }

  /** What at most so many changed bits of 16 are. */
  private static final class Masks {

    static final int[] EQUAL = upTo(0);
    static final int[] ONE = upTo(1);
    static final int[] TWO = upTo(2);

    private static int[] upTo(int bits) {
      int[] masks = new int[BUCKETS];
      int count = 0;
      for (int mask = 0; mask < BUCKETS; mask++) {
        if (Integer.bitCount(mask) <= bits) {
          masks[count++] = mask;
        }
      }
      return Arrays.copyOf(masks, count);
    }
  }
}
