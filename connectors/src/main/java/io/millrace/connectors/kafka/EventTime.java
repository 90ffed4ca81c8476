package io.millrace.connectors.kafka;

import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Timestamps;
import java.time.Instant;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;

/** The event time of records. */
public final class EventTime {

  private static final Instant FIRST_YEAR = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST_YEAR = Instant.parse("9999-01-01T00:00:00Z");

  /** End of the global window; no record may be later. */
  private static final long LAST = GlobalWindow.INSTANCE.maxTimestamp().getMillis();

  private EventTime() {}

  /**
   * The record's own timestamp in milliseconds since 1970; the timestamp of the message if the
   * former is missing, invalid, or outside the years 1 to 9998.
   *
   * @param messageMillis Kafka's timestamp of the message: when it was created or, if the topic is
   *     configured so, when the broker received it; a negative (missing) one counts as 1970
   */
  public static long millis(InputRecord record, long messageMillis) {
    return Timestamps.parse(record.timestamp())
        .filter(time -> time.isAfter(FIRST_YEAR) && time.isBefore(LAST_YEAR))
        .map(Instant::toEpochMilli)
        .orElse(Math.min(LAST, Math.max(0, messageMillis)));
  }

  /** A start time in milliseconds since 1970. */
  static long start(String timestamp) {
    Instant time = Timestamps.parse(timestamp).orElseThrow();
    return time.isAfter(LAST_YEAR) ? LAST : Math.max(0, time.toEpochMilli());
  }
}
