package io.millrace.dedup.index;

import io.millrace.dedup.MinHashSettings;

/**
 * Bytes of a segment. All numbers are big-endian.
 *
 * <pre>
 * header      magic 8, shingle words 4, bands 4, rows 4, seed 8, order 8, documents 4,
 *             bytes of replaced names 4
 * names       of segments that this one replaces, UTF-8, each with a line feed behind it
 * documents   timestamp 8, id 16, sketch; by (timestamp, id)
 * bands       for each: keys 8 each, rising as signed numbers; then their documents 4 each
 * checksum    CRC-32C of all before, 8
 * </pre>
 */
final class SegmentFormat {

  static final long MAGIC = 0x4d524e4449445831L;
  static final int HEADER = 8 + 4 + 4 + 4 + 8 + 8 + 4 + 4;
  static final int CHECKSUM = 8;

  /** Bytes of a document before its sketch. */
  static final int SKETCH = 24;

  static final String EXTENSION = ".segment";

  private SegmentFormat() {}

  static int documentBytes(MinHashSettings settings) {
    return SKETCH + settings.permutations();
  }

  /** Bytes of one band of so many documents. */
  static long bandBytes(int documents) {
    return 12L * documents;
  }

  static long fileBytes(MinHashSettings settings, int documents, int nameBytes) {
    return HEADER
        + nameBytes
        + (long) documents * documentBytes(settings)
        + settings.bands() * bandBytes(documents)
        + CHECKSUM;
  }
}
