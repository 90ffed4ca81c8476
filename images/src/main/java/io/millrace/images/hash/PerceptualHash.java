package io.millrace.images.hash;

import java.util.Arrays;

/**
 * 64-bit perceptual hashes: images that differ only in size, compression and brightness differ in
 * few bits.
 *
 * <p>{@link #pHash} is that of Zauner (Implementation and Benchmarking of Perceptual Image Hash
 * Functions, 2010, section 3.2.1) and of Python's {@code imagehash.phash}: the signs of the lowest
 * 8 x 8 frequencies of the discrete cosine transform of the brightness, relative to their median.
 * As in {@code imagehash}, the constant term has a bit too, which is 1 for nearly every image; the
 * median is that of the other 63.
 *
 * <p>Values depend only on the brightness and are the same on every machine.
 */
public final class PerceptualHash {

  /** Side of the square of brightness values that is hashed. */
  public static final int SIDE = 32;

  private static final int LOW = 8;
  private static final float[] COSINES = cosines();

  private PerceptualHash() {}

  /**
   * Hash of the frequencies. The highest bit is that of the constant term; the others follow row by
   * row.
   *
   * @param luma {@value #SIDE} x {@value #SIDE} brightness values of 0..255, row by row
   */
  public static long pHash(byte[] luma) {
    float[] low = frequencies(luma);
    float[] sorted = Arrays.copyOfRange(low, 1, low.length);
    Arrays.sort(sorted);
    float median = sorted[sorted.length / 2];
    long hash = 0;
    for (float value : low) {
      hash = hash << 1 | (value > median ? 1 : 0);
    }
    return hash;
  }

  /**
   * Contrast: the root mean square of the 63 frequencies that are compared, in levels of
   * brightness. It is 0 for an image of one colour, whose hash is meaningless.
   */
  public static double contrast(byte[] luma) {
    float[] low = frequencies(luma);
    double squares = 0;
    for (int i = 1; i < low.length; i++) {
      squares += (double) low[i] * low[i];
    }
    return Math.sqrt(squares / (low.length - 1)) / SIDE;
  }

  /**
   * Hash of the gradients: whether the brightness increases to the right, between the 9 x 8 means
   * of the image (Krawetz's dHash). Its errors differ from those of pHash.
   */
  public static long dHash(byte[] luma) {
    check(luma);
    long hash = 0;
    for (int y = 0; y < LOW; y++) {
      long left = mean(luma, 0, y);
      for (int x = 1; x <= LOW; x++) {
        long right = mean(luma, x, y);
        hash = hash << 1 | (right > left ? 1 : 0);
        left = right;
      }
    }
    return hash;
  }

  /** Number of bits in which two hashes differ, 0 to 64. */
  public static int distance(long left, long right) {
    return Long.bitCount(left ^ right);
  }

  /** The lowest 8 x 8 frequencies, row by row. */
  private static float[] frequencies(byte[] luma) {
    check(luma);
    float[] rows = new float[SIDE * LOW];
    for (int y = 0; y < SIDE; y++) {
      for (int u = 0; u < LOW; u++) {
        float sum = 0;
        for (int x = 0; x < SIDE; x++) {
          sum += COSINES[u * SIDE + x] * (luma[y * SIDE + x] & 0xff);
        }
        rows[y * LOW + u] = sum;
      }
    }
    float[] low = new float[LOW * LOW];
    for (int v = 0; v < LOW; v++) {
      for (int u = 0; u < LOW; u++) {
        float sum = 0;
        for (int y = 0; y < SIDE; y++) {
          sum += COSINES[v * SIDE + y] * rows[y * LOW + u];
        }
        low[v * LOW + u] = sum;
      }
    }
    return low;
  }

  /** Nine times the mean of one of 9 x 8 fields, the field's width being 32 / 9 pixels. */
  private static long mean(byte[] luma, int field, int band) {
    long sum = 0;
    for (int y = 4 * band; y < 4 * band + 4; y++) {
      for (int x = 0; x < SIDE; x++) {
        int share = Math.min((x + 1) * 9, (field + 1) * SIDE) - Math.max(x * 9, field * SIDE);
        sum += share > 0 ? (long) share * (luma[y * SIDE + x] & 0xff) : 0;
      }
    }
    return sum;
  }

  private static float[] cosines() {
    float[] cosines = new float[LOW * SIDE];
    for (int u = 0; u < LOW; u++) {
      for (int x = 0; x < SIDE; x++) {
        cosines[u * SIDE + x] = (float) StrictMath.cos(Math.PI * u * (2 * x + 1) / (2 * SIDE));
      }
    }
    return cosines;
  }

  private static void check(byte[] luma) {
    if (luma.length != SIDE * SIDE) {
      throw new IllegalArgumentException(
          "luma has " + luma.length + " values, must have " + SIDE * SIDE);
    }
  }
}
