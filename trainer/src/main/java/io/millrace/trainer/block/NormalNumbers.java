package io.millrace.trainer.block;

import java.nio.charset.StandardCharsets;

/**
 * Normally distributed numbers from a seed and a name, the same on every machine and in every
 * version of Java: SplitMix64 (Steele, Lea and Flood 2014) and the Box-Muller method (1958) in
 * strict arithmetic.
 */
public final class NormalNumbers {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;

  private long state;

  private NormalNumbers(long state) {
    this.state = state;
  }

  public static NormalNumbers of(long seed, String name) {
    long hash = 0xCBF29CE484222325L;
    for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
      // FNV-1a
      hash = (hash ^ (one & 0xFF)) * 0x100000001B3L;
    }
    return new NormalNumbers(mix(seed + GAMMA) ^ hash);
  }

  /** Fills an array with numbers of mean 0. */
  public void fill(double[] numbers, double deviation) {
    for (int i = 0; i < numbers.length; i += 2) {
      double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
      double angle = 2 * Math.PI * uniform();
      numbers[i] = deviation * radius * StrictMath.cos(angle);
      if (i + 1 < numbers.length) {
        numbers[i + 1] = deviation * radius * StrictMath.sin(angle);
      }
    }
  }

  /** A number in [0, 1). */
  private double uniform() {
    state += GAMMA;
    return (mix(state) >>> 11) * UNIT;
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
