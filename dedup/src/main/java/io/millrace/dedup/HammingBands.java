package io.millrace.dedup;

/**
 * Keys that group hashes that differ in few bits. The 64 bits are cut into {@code distance + 2}
 * parts; two hashes that differ in at most {@code distance} bits agree in at least two parts
 * (pigeonhole principle; Manku, Jain and Sarma, Detecting Near-Duplicates for Web Crawling, WWW
 * 2007, section 3). Each pair of parts is a key, so every near pair shares a key. {@link Likeness}
 * then compares the hashes that share a key.
 *
 * <table>
 *   <caption>Keys of a hash</caption>
 *   <tr><td>distance</td><td>0</td><td>2</td><td>4</td><td>6</td><td>8</td></tr>
 *   <tr><td>keys</td><td>1</td><td>6</td><td>15</td><td>28</td><td>45</td></tr>
 *   <tr><td>bits of a key</td><td>64</td><td>32</td><td>21</td><td>16</td><td>12</td></tr>
 * </table>
 */
final class HammingBands {

  /**
   * Largest distance; with a larger one the keys are too short to separate items. The setting
   * {@code distance} of {@code image-dedup} has the same limit.
   */
  static final int MAX_DISTANCE = 8;

  private final long[] masks;

  HammingBands(int distance) {
    if (distance < 0 || distance > MAX_DISTANCE) {
      throw new IllegalArgumentException(
          "distance is " + distance + ", must be in 0.." + MAX_DISTANCE);
    }
    int parts = distance + 2;
    masks = new long[parts * (parts - 1) / 2];
    int band = 0;
    for (int first = 0; first < parts; first++) {
      for (int second = first + 1; second < parts; second++) {
        masks[band++] = part(first, parts) | part(second, parts);
      }
    }
  }

  private static long part(int number, int parts) {
    int from = 64 * number / parts;
    int bits = 64 * (number + 1) / parts - from;
    return (-1L >>> 64 - bits) << from;
  }

  /** Number of keys of a hash. */
  int count() {
    return masks.length;
  }

  /**
   * The bits of a hash that belong to a band, at their positions. Equal keys match only within a
   * band.
   */
  long key(int band, long hash) {
    return hash & masks[band];
  }
}
