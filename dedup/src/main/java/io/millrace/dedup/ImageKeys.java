package io.millrace.dedup;

import io.millrace.corpus.Hash128;
import io.millrace.dedup.image.HammingBands;
import io.millrace.dedup.image.ImageDedupSettings;
import io.millrace.dedup.image.ImageHash;
import java.nio.ByteBuffer;

/** Adds the marks by which images meet that look the same, see {@link HammingBands}. */
public final class ImageKeys {

  /** Bytes of a sketch: both perceptual hashes, and the id of the pair that shows the image. */
  public static final int SKETCH = 32;

  /** Where the hash by gradients is in a sketch. */
  static final int GRADIENTS = 8;

  /** Where the pair's id is in a sketch. */
  static final int PAIR = 16;

  private final ImageDedupSettings settings;
  private final HammingBands bands;

  public ImageKeys(ImageDedupSettings settings) {
    this.settings = settings;
    this.bands = new HammingBands(settings.distance());
  }

  /**
   * Adds the marks of an image; none when nothing near is asked for, or there is too little in the
   * image to compare.
   *
   * @param image hash of its bytes: what is found is the image, whichever pairs show it
   * @param pair id of a pair that shows it; of several the earliest is what others are found to
   *     repeat
   */
  public void mark(
      Hash128 image, long timestamp, Hash128 pair, ImageHash hash, MarkPartitions out) {
    if (!settings.near() || !hash.isComparable(settings)) {
      return;
    }
    byte[] sketch =
        ByteBuffer.allocate(SKETCH)
            .putLong(hash.pHash())
            .putLong(hash.dHash())
            .putLong(pair.high())
            .putLong(pair.low())
            .array();
    for (int band = 0; band < bands.count(); band++) {
      out.addImageKey(band, Mixing.mix(bands.key(band, hash.pHash())), timestamp, image, sketch);
    }
  }
}
