package io.millrace.connectors.kafka;

import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Timestamps;
import java.time.Instant;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;

/** When a record happened. */
public final class EventTime {

  private static final long FIRST = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();

  /** The global window ends before the end of time, and no record may be behind it. */
  private static final long LAST = GlobalWindow.INSTANCE.maxTimestamp().getMillis();

  private EventTime() {}

  /**
   * Milliseconds since 1970 of the record's own timestamp; without one, those of the message that
   * brought it. Brought into the range that Beam knows.
   *
   * @param messageMillis timestamp that Kafka has for the message: when it was made or, as the
   *     topic says, when the broker got it; negative when there is none, which counts as 1970
   */
  public static long millis(InputRecord record, long messageMillis) {
    long message = Math.max(0, messageMillis);
    if (record.timestamp().isEmpty()) {
      return clamp(message);
    }
    return Timestamps.parse(record.timestamp())
        .map(EventTime::millis)
        .orElseGet(() -> clamp(message));
  }

  /** Milliseconds since 1970 of a time from which messages are wanted. */
  static long start(String timestamp) {
    return Math.max(0, millis(Timestamps.parse(timestamp).orElseThrow()));
  }

  private static long millis(Instant instant) {
    if (instant.getEpochSecond() >= LAST / 1000) {
      return LAST;
    }
    return instant.getEpochSecond() <= FIRST / 1000 ? FIRST : instant.toEpochMilli();
  }

  private static long clamp(long millis) {
    return Math.min(LAST, Math.max(FIRST, millis));
  }
}
