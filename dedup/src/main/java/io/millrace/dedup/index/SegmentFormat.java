package io.millrace.dedup.index;

import io.millrace.dedup.MinHashSettings;

/**
 * Bytes of a segment. All numbers are big-endian.
 *
 * <pre>
 * header      magic 8, shingle words 4, bands 4, rows 4, seed 8, order 8, documents 4,
 *             bytes of replaced names 4
 * names       of the segments that this one replaces, UTF-8, each followed by a line feed
 * documents   timestamp 8, id 16, sketch; by (timestamp, id)
 * bands       for each band: keys 8 each, ascending as signed numbers; then their documents 4 each
 * checksum    8, CRC-32C of all bytes before
 * </pre>
 */
final class SegmentFormat {

  static final long MAGIC = 0x4d524e4449445831L;
  static final int HEADER = 8 + 4 + 4 + 4 + 8 + 8 + 4 + 4;
  static final int CHECKSUM = 8;

  /** Offset of the sketch in a document. */
  static final int SKETCH = 24;

  static final String EXTENSION = ".segment";

  private SegmentFormat() {}

  static int documentBytes(MinHashSettings settings) {
    return SKETCH + settings.permutations();
  }

  /** Bytes of one band. */
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
