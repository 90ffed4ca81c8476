package io.millrace.dedup;

import io.millrace.corpus.Hash128;
import java.nio.ByteBuffer;

/**
 * Adds the marks of items whose 64-bit hashes are compared bit by bit, see {@link HammingBands}.
 * The items are images with perceptual hashes.
 */
public final class HashKeys {

  /** Bytes of a sketch: first hash, second hash, and id of the record that has the item. */
  public static final int SKETCH = 32;

  /** Offset of the second hash in a sketch. */
  static final int SECOND = 8;

  /** Offset of the record's id in a sketch. */
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
   * @param item id of the item, the same in all records that have it
   * @param record id of a record that has the item; findings name it as the original
   * @param first hash from which the keys are made
   * @param second hash that near duplicates must share too
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
      out.add(
          Mark.FIRST_HASH_KEY + band, Mixing.mix(bands.key(band, first)), timestamp, item, sketch);
    }
  }
}
