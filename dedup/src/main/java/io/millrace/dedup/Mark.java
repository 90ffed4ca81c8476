package io.millrace.dedup;

import io.millrace.corpus.DropReason;
import io.millrace.corpus.Timestamps;
import java.time.Instant;

/**
 * Constants of marks. A mark says that the document with an id and timestamp has a key of a kind.
 * Documents are grouped by their marks, so texts are not shuffled. Marks exist only in blocks of
 * thousands, see {@link MarkBlockBuilder}.
 */
public final class Mark {

  /** Kind: key of the normalised URL. */
  public static final int URL = 0;

  /** Kind: key of the normalised text. */
  public static final int TEXT = 1;

  /** Kind: key of the first band; the next bands have the next numbers. */
  public static final int FIRST_BAND = 2;

  /** Kind: first key of {@link HashKeys}; the next keys have the next numbers. */
  public static final int FIRST_HASH_KEY = FIRST_BAND + 128;

  /** Kind: key of a text that several items share, see {@link SharedTextKeys}. */
  public static final int SHARED_TEXT = 255;

  /**
   * Timestamp of a document without one. It sorts last, so a document with a known time is the
   * smaller one.
   */
  public static final long UNKNOWN_TIME = Long.MAX_VALUE;

  private Mark() {}

  /**
   * Parses the timestamp of a record.
   *
   * @param timestamp an ISO 8601 instant; anything else is unknown
   * @return milliseconds since 1970-01-01T00:00:00Z, or {@link #UNKNOWN_TIME}
   */
  public static long timestamp(String timestamp) {
    if (timestamp.isEmpty()) {
      return UNKNOWN_TIME;
    }
    return Timestamps.parse(timestamp).map(Mark::millis).orElse(UNKNOWN_TIME);
  }

  /** Drop reason of a duplicate of this kind. */
  public static DropReason reason(int kind) {
    return switch (kind) {
      case URL -> DropReason.DUPLICATE_URL;
      case TEXT -> DropReason.DUPLICATE_TEXT;
      case SHARED_TEXT -> DropReason.REPEATED_CAPTION;
      default -> kind < FIRST_HASH_KEY ? DropReason.NEAR_DUPLICATE : DropReason.NEAR_IMAGE;
    };
  }

  /** Partition of a key. All marks of a key go to the same one. */
  static int partition(int kind, long keyHigh, long keyLow, int partitions) {
    long hash = Mixing.mix(keyHigh ^ Mixing.mix(keyLow + kind));
    return (int) Long.remainderUnsigned(hash, partitions);
  }

  private static long millis(Instant instant) {
    try {
      return instant.toEpochMilli();
    } catch (ArithmeticException beyondMilliseconds) {
      return UNKNOWN_TIME;
    }
  }
}
