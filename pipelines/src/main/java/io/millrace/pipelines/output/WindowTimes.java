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
 * Which window a record is in, and what the window is called.
 *
 * @param size length of a window in milliseconds; 0 when the run is one window
 * @param lateness milliseconds for which a window stays open after the stream has passed its end
 */
public record WindowTimes(long size, long lateness) implements Serializable {

  /** Start of the window of a run that is one. */
  public static final long WHOLE = 0;

  /** Folder of an output in which the windows are. */
  static final String FOLDER = Shards.WINDOWS;

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
   * @param timestamp the record's own; one that is missing, or of no year from 1 to 9998, counts
   *     for nothing
   * @param otherwise milliseconds since 1970 for a record without one
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

  /** When the stream has passed this, the window is closed. */
  public long closing(long start) {
    return start + size + lateness;
  }

  /** Name of a window, safe in paths and in the order of time: {@code 2026-01-02T03-00Z}. */
  public String name(long start) {
    return (size % MINUTE == 0 ? MINUTES : SECONDS).format(Instant.ofEpochMilli(start));
  }

  /**
   * Start of the window of a name.
   *
   * @throws java.time.format.DateTimeParseException when there is no window of that name
   */
  public long startOfName(String name) {
    return (size % MINUTE == 0 ? MINUTES : SECONDS).parse(name, Instant::from).toEpochMilli();
  }

  /** Address of a window's output below that of the run; the run's own when it is one window. */
  public String output(String output, long start) {
    return isOn() ? below(output, FOLDER + '/' + name(start)) : output;
  }

  /** A path below the address of a folder. */
  public static String below(String output, String path) {
    return output.endsWith("/") ? output + path : output + '/' + path;
  }
}
