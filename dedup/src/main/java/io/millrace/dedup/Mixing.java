package io.millrace.dedup;

/** Bit mixers: bijections under which every input bit changes about half of the output bits. */
final class Mixing {

  private Mixing() {}

  /** Finaliser of SplitMix64 (Stafford's variant 13). */
  static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Finaliser of Murmur3's 32-bit variant. */
  static int mix(int value) {
    int z = (value ^ (value >>> 16)) * 0x85ebca6b;
    z = (z ^ (z >>> 13)) * 0xc2b2ae35;
    return z ^ (z >>> 16);
  }
}
