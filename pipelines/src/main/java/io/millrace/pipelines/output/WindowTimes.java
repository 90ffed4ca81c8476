package io.millrace.pipelines.output;

import io.millrace.corpus.Timestamps;
import io.millrace.pipelines.recipe.WindowSettings;
import io.millrace.shards.layout.Shards;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Computes the window of a record, and the name of a window.
 *
 * @param size length of a window in milliseconds; 0 without windows
 * @param lateness milliseconds for which a window stays open after the watermark passed its end
 */
public record WindowTimes(long size, long lateness) implements Serializable {

  /** Start of the only window of a run without windows. */
  public static final long WHOLE = 0;

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final long MINUTE = 60_000;

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  public static WindowTimes of(WindowSettings settings) {
    return new WindowTimes(settings.sizeMillis(), settings.allowedLatenessMillis());
  }

  public boolean isOn() {
    return size > 0;
  }

  /**
   * Start of the window of a record.
   *
   * @param timestamp timestamp of the record; ignored if missing or not in years 1 to 9998
   * @param otherwise time of a record without a timestamp, in milliseconds since 1970
   */
  public long startOf(String timestamp, long otherwise) {
    if (!isOn()) {
      return WHOLE;
    }
    Optional<Instant> own =
        Timestamps.parse(timestamp).filter(time -> time.isAfter(FIRST) && time.isBefore(LAST));
    long millis = own.map(Instant::toEpochMilli).orElse(otherwise);
    return millis - Math.floorMod(millis, size);
  }

  /** The window is closed when the watermark passes this time. */
  public long closing(long start) {
    return start + size + lateness;
  }

  /** Name of a window, valid in paths and sorted by time: {@code 2026-01-02T03-00Z}. */
  public String name(long start) {
    return (size % MINUTE == 0 ? MINUTES : SECONDS).format(Instant.ofEpochMilli(start));
  }

  /**
   * Start of the window with a name.
   *
   * @throws java.time.format.DateTimeParseException when the name is not valid
   */
  public long startOfName(String name) {
    return (size % MINUTE == 0 ? MINUTES : SECONDS).parse(name, Instant::from).toEpochMilli();
  }

  /** Address of a window's output; the address of the run without windows. */
  public String output(String output, long start) {
    return isOn() ? below(output, Shards.WINDOWS + '/' + name(start)) : output;
  }

  /** A path below the address of a folder. */
  public static String below(String output, String path) {
    return output.endsWith("/") ? output + path : output + '/' + path;
  }
}
