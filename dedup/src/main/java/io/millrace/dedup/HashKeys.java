package io.millrace.dedup;

import io.millrace.corpus.Hash128;
import java.nio.ByteBuffer;

/**
 * Adds the marks by which items meet whose 64-bit hashes differ in few bits, see {@link
 * HammingBands}. An item is an image: what it shows is known to its hashes only.
 */
public final class HashKeys {

  /** Bytes of a sketch: both hashes, and the id of the record that shows the item. */
  public static final int SKETCH = 32;

  /** Where the second hash is in a sketch. */
  static final int SECOND = 8;

  /** Where the record's id is in a sketch. */
  static final int RECORD = 16;

  private final HammingBands bands;

  /**
   * @param distance bits in which the first hashes of near items may differ, 0 to {@value
   *     HammingBands#MAX_DISTANCE}
   */
  public HashKeys(int distance) {
    this.bands = new HammingBands(distance);
  }

  /**
   * Adds the marks of an item.
   *
   * @param item what is found, whichever records show it
   * @param record id of a record that shows it; of several the earliest is what others are found to
   *     repeat
   * @param first hash that the keys are made of
   * @param second hash that near items must agree in as well
   */
  public void mark(
      Hash128 item, long timestamp, Hash128 record, long first, long second, MarkPartitions out) {
    byte[] sketch =
        ByteBuffer.allocate(SKETCH)
            .putLong(first)
            .putLong(second)
            .putLong(record.high())
            .putLong(record.low())
            .array();
    for (int band = 0; band < bands.count(); band++) {
      out.addImageKey(band, Mixing.mix(bands.key(band, first)), timestamp, item, sketch);
    }
  }
}
