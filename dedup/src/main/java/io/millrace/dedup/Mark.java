package io.millrace.dedup;

import io.millrace.corpus.DropReason;
import io.millrace.corpus.Timestamps;
import java.time.Instant;

/**
 * What a mark says: the document of this id and timestamp has this key of this kind. Marks stand
 * for their documents in all grouping, so that texts need not travel. They exist only packed into
 * blocks ({@link MarkBlockBuilder}, {@link MarkCursor}), thousands in one.
 */
public final class Mark {

  /** Kind of a mark whose key is that of the normalised URL. */
  public static final int URL = 0;

  /** Kind of a mark whose key is that of the normalised text. */
  public static final int TEXT = 1;

  /** Kind of a mark whose key is that of the first band; the next band has the next number. */
  public static final int FIRST_BAND = 2;

  /** Kind of a mark whose key is the first of an image's; the next key has the next number. */
  public static final int FIRST_IMAGE_KEY = FIRST_BAND + 128;

  /** Kind of a mark whose key is that of a caption, see {@link CaptionKeys}. */
  public static final int CAPTION = 255;

  /**
   * Timestamp of a document without one. It sorts last: of two equal documents the one whose time
   * is known came first.
   */
  public static final long UNKNOWN_TIME = Long.MAX_VALUE;

  private Mark() {}

  /**
   * A record's timestamp as marks carry it.
   *
   * @param timestamp an ISO 8601 instant, or anything else for unknown
   * @return milliseconds since 1970-01-01T00:00:00Z
   */
  public static long timestamp(String timestamp) {
    if (timestamp.isEmpty()) {
      return UNKNOWN_TIME;
    }
    return Timestamps.parse(timestamp).map(Mark::millis).orElse(UNKNOWN_TIME);
  }

  /** Why a document with a smaller one under the same key of this kind is dropped. */
  public static DropReason reason(int kind) {
    return switch (kind) {
      case URL -> DropReason.DUPLICATE_URL;
      case TEXT -> DropReason.DUPLICATE_TEXT;
      case CAPTION -> DropReason.REPEATED_CAPTION;
      default -> kind < FIRST_IMAGE_KEY ? DropReason.NEAR_DUPLICATE : DropReason.NEAR_IMAGE;
    };
  }

  /**
   * Partition whose {@link DuplicateFinder} sees all marks of a key; independent of their order.
   */
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
