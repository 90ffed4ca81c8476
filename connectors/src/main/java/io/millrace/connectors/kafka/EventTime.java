package io.millrace.connectors.kafka;

import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Timestamps;
import java.time.Instant;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;

/** When a record happened. */
public final class EventTime {

  private static final Instant FIRST_YEAR = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST_YEAR = Instant.parse("9999-01-01T00:00:00Z");

  /** The global window ends before the end of time, and no record may be behind it. */
  private static final long LAST = GlobalWindow.INSTANCE.maxTimestamp().getMillis();

  private EventTime() {}

  /**
   * Milliseconds since 1970 of the record's own timestamp; where that is missing, no time, or of no
   * year from 1 to 9998, those of the message that brought it.
   *
   * @param messageMillis timestamp that Kafka has for the message: when it was made or, if the
   *     topic says so, when the broker got it; negative when there is none, which counts as 1970
   */
  public static long millis(InputRecord record, long messageMillis) {
    return Timestamps.parse(record.timestamp())
        .filter(time -> time.isAfter(FIRST_YEAR) && time.isBefore(LAST_YEAR))
        .map(Instant::toEpochMilli)
        .orElse(clamp(messageMillis));
  }

  /** Milliseconds since 1970 of a time from which messages are wanted. */
  static long start(String timestamp) {
    Instant time = Timestamps.parse(timestamp).orElseThrow();
    return time.isAfter(LAST_YEAR) ? LAST : Math.max(0, time.toEpochMilli());
  }

  private static long clamp(long millis) {
    return Math.min(LAST, Math.max(0, millis));
  }
}
