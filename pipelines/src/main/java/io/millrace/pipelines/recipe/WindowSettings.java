package io.millrace.pipelines.recipe;

import io.millrace.api.Setting;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * Windows of event time. Documents are compared only within a window.
 *
 * @param size length of a window; empty for a run without windows
 * @param allowedLateness how long a window stays open after the watermark passed its end
 */
public record WindowSettings(
    @Setting(
            "Length of a window of event time, such as 15m, 1h or 1d; windows are aligned to"
                + " 1970-01-01T00:00Z. Empty: the run is one window.")
        String size,
    @Setting(
            "How long a window of a stream stays open after the watermark has"
                + " passed its end, such as 10m. Later records go to late/. Records of"
                + " files are never late.")
        String allowedLateness) {

  private static final Duration LONGEST = Duration.ofDays(366);

  public WindowSettings {
    if (!size.isEmpty() && duration("size", size).isZero()) {
      throw new IllegalArgumentException("size is '" + size + "', must be at least 1s");
    }
    duration("allowed_lateness", allowedLateness);
  }

  public static WindowSettings defaults() {
    return new WindowSettings("", "10m");
  }

  /** Whether the run has windows. */
  public boolean isOn() {
    return !size.isEmpty();
  }

  /** Length of a window in milliseconds; 0 without windows. */
  public long sizeMillis() {
    return size.isEmpty() ? 0 : duration("size", size).toMillis();
  }

  public long allowedLatenessMillis() {
    return duration("allowed_lateness", allowedLateness).toMillis();
  }

  /** Parses a duration of whole seconds, the smallest unit in names of windows. */
  private static Duration duration(String name, String text) {
    try {
      Duration duration = Duration.parse((text.endsWith("d") ? "P" : "PT") + text);
      if (!duration.isNegative()
          && duration.compareTo(LONGEST) <= 0
          && duration.toMillis() % 1_000 == 0) {
        return duration;
      }
    } catch (DateTimeParseException none) {
      // reported below
    }
    throw new IllegalArgumentException(
        name + " is '" + text + "', must be a time such as 30s, 15m, 1h or 1d, at most 366d");
  }
}
