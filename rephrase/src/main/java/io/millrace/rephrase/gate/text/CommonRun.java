package io.millrace.rephrase.gate.text;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

/**
 * The longest run of words that two texts share: binary search over its length with Karp-Rabin
 * hashes, in {@code O(n log n)}. Hashes are modulo the prime 2^61 - 1; modulo a power of two,
 * Thue-Morse sequences collide, which an attacker could use.
 */
public final class CommonRun {

  private static final long PRIME = (1L << 61) - 1;
  private static final long BASE = 0x0F1E2D3C4B5A6978L % PRIME;

  private CommonRun() {}

  /** Number of words in the longest common run. */
  public static int longest(Tokens a, Tokens b) {
    long[] left = prefixes(a);
    long[] right = prefixes(b);
    int shared = 0;
    int tooLong = Math.min(a.size(), b.size()) + 1;
    while (tooLong - shared > 1) {
      int length = (shared + tooLong) >>> 1;
      if (haveCommon(left, right, length)) {
        shared = length;
      } else {
        tooLong = length;
      }
    }
    return shared;
  }

  private static boolean haveCommon(long[] left, long[] right, int length) {
    long power = 1;
    for (int i = 0; i < length; i++) {
      power = times(power, BASE);
    }
    LongOpenHashSet there = new LongOpenHashSet(left.length);
    for (int i = length; i < left.length; i++) {
      there.add(run(left, i, length, power));
    }
    for (int i = length; i < right.length; i++) {
      if (there.contains(run(right, i, length, power))) {
        return true;
      }
    }
    return false;
  }

  private static long run(long[] prefixes, int end, int length, long power) {
    long hash = prefixes[end] - times(prefixes[end - length], power);
    return hash < 0 ? hash + PRIME : hash;
  }

  private static long[] prefixes(Tokens tokens) {
    long[] prefixes = new long[tokens.size() + 1];
    for (int i = 0; i < tokens.size(); i++) {
      prefixes[i + 1] = (times(prefixes[i], BASE) + (tokens.hash(i) >>> 4)) % PRIME;
    }
    return prefixes;
  }

  private static long times(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    long sum = (low & PRIME) + ((high << 3) | (low >>> 61));
    return sum >= PRIME ? sum - PRIME : sum;
  }
}
