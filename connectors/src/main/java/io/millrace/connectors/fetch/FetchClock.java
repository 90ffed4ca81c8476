package io.millrace.connectors.fetch;

/** Time as the fetcher sees it; tests have one that stands still until they move it. */
public interface FetchClock {

  /** Nanoseconds since the clock was made. */
  long nanos();

  /** Milliseconds since 1970: only for dates that servers state. */
  long epochMillis();

  /**
   * Runs a short task once {@link #nanos} has reached a moment.
   *
   * @return takes the task back, if it has not begun
   */
  Runnable at(long nanos, Runnable task);
}
