package io.millrace.connectors.fetch;

/** The fetcher's clock; tests use one that they advance themselves. */
public interface FetchClock {

  /** Nanoseconds since the clock was created. */
  long nanos();

  /** Milliseconds since 1970; only for dates that servers state. */
  long epochMillis();

  /**
   * Runs a short task when {@link #nanos} reaches a value.
   *
   * @return cancels the task if it has not started
   */
  Runnable at(long nanos, Runnable task);
}
