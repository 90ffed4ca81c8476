package io.millrace.dedup;

import io.millrace.corpus.Hash128;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys by which images meet whose perceptual hashes differ in few bits. The 64 bits are cut into
 * distance + 3 parts; of two hashes that differ in at most {@code distance} bits, three parts at
 * least are equal. So every three parts together are a key, and each such pair of images shares one
 * (Manku, Jain and Das Sarma 2007, Detecting near-duplicates for web crawling, section 3).
 */
public final class ImageKeys {

  /** Bytes of a sketch: the perceptual hash, and the id of the pair that shows the image. */
  public static final int SKETCH = 24;

  /** Where the pair's id is in a sketch. */
  static final int PAIR = 8;

  private static final int CHOSEN = 3;

  private final long[] masks;

  public ImageKeys(ImageDedupSettings settings) {
    this.masks = masks(settings.distance() + CHOSEN);
  }

  private static long[] masks(int parts) {
    long[] part = new long[parts];
    for (int bit = 0; bit < Long.SIZE; bit++) {
      part[bit * parts / Long.SIZE] |= 1L << bit;
    }
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      for (int j = i + 1; j < parts; j++) {
        for (int k = j + 1; k < parts; k++) {
          all.add(part[i] | part[j] | part[k]);
        }
      }
    }
    return all.stream().mapToLong(Long::longValue).toArray();
  }

  /** Number of keys of each image. */
  int count() {
    return masks.length;
  }

  /**
   * Adds the marks of an image.
   *
   * @param image hash of its bytes: what is found is the image, whichever pairs show it
   * @param pair id of a pair that shows it; of several the earliest is what others are found to
   *     repeat
   * @param hash its perceptual hash
   */
  public void mark(Hash128 image, long timestamp, Hash128 pair, long hash, MarkPartitions out) {
    byte[] sketch =
        ByteBuffer.allocate(SKETCH).putLong(hash).putLong(pair.high()).putLong(pair.low()).array();
    for (int i = 0; i < masks.length; i++) {
      out.addImageKey(i, Mixing.mix(hash & masks[i]), timestamp, image, sketch);
    }
  }
}
