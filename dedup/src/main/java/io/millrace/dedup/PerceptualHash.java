package io.millrace.dedup;

import java.util.Arrays;

/**
 * A hash of 64 bits that is the same or nearly so for images that look the same: the signs of the
 * 64 lowest frequencies of the brightness, the constant one left out, against their median (Zauner
 * 2010, Implementation and benchmarking of perceptual image hash functions, section 3.2).
 */
public final class PerceptualHash {

  private static final int SIDE = 32;
  private static final int KEPT = 8;
  private static final double[] COSINES = cosines();

  private PerceptualHash() {}

  private static double[] cosines() {
    double[] all = new double[(KEPT + 1) * SIDE];
    for (int frequency = 0; frequency <= KEPT; frequency++) {
      for (int place = 0; place < SIDE; place++) {
        all[frequency * SIDE + place] =
            StrictMath.cos(Math.PI * frequency * (2 * place + 1) / (2 * SIDE));
      }
    }
    return all;
  }

  /**
   * @param luma brightness of 32 x 32 pixels, row by row, each 0..255
   */
  public static long of(byte[] luma) {
    double[] rows = new double[SIDE * KEPT];
    for (int y = 0; y < SIDE; y++) {
      for (int u = 0; u < KEPT; u++) {
        double sum = 0;
        for (int x = 0; x < SIDE; x++) {
          sum += (luma[y * SIDE + x] & 0xff) * COSINES[(u + 1) * SIDE + x];
        }
        rows[y * KEPT + u] = sum;
      }
    }
    double[] frequencies = new double[KEPT * KEPT];
    for (int v = 0; v < KEPT; v++) {
      for (int u = 0; u < KEPT; u++) {
        double sum = 0;
        for (int y = 0; y < SIDE; y++) {
          sum += rows[y * KEPT + u] * COSINES[(v + 1) * SIDE + y];
        }
        frequencies[v * KEPT + u] = sum;
      }
    }
    double[] sorted = frequencies.clone();
    Arrays.sort(sorted);
    double median = (sorted[31] + sorted[32]) / 2;
    long hash = 0;
    for (double frequency : frequencies) {
      hash = hash << 1 | (frequency > median ? 1 : 0);
    }
    return hash;
  }

  /** 16 hexadecimal digits. */
  public static String hex(long hash) {
    String digits = Long.toHexString(hash);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
