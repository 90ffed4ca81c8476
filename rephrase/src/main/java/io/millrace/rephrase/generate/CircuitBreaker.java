package io.millrace.rephrase.generate;

/**
 * Stops sending requests to an endpoint that fails. Closed while the endpoint works; open after
 * several consecutive failures, or after refusing everything for a long time; on trial after a
 * successful health check, when one request may go. A failed trial opens it again for twice as
 * long.
 *
 * <p>Not thread-safe: the owner guards it.
 */
final class CircuitBreaker {

  enum State {
    CLOSED,
    OPEN,
    ON_TRIAL
  }

  private static final int MOST_DOUBLINGS = 6;

  private final int failuresToOpen;
  private final long openNanos;
  private final long refusalNanos;
  private State state = State.CLOSED;
  private int failures;
  private int doublings;
  private boolean refusing;
  private long refusingSince;

  CircuitBreaker(OpenAiSettings.Breaker settings) {
    failuresToOpen = settings.failures();
    openNanos = (long) (settings.openSeconds() * 1e9);
    refusalNanos = (long) (settings.unavailableSeconds() * 1e9);
  }

  State state() {
    return state;
  }

  /** Nanoseconds between opening and the health check. */
  long openFor() {
    return openNanos << Math.min(doublings, MOST_DOUBLINGS);
  }

  void succeeded() {
    state = State.CLOSED;
    failures = 0;
    doublings = 0;
    refusing = false;
  }

  /** The server responded, although the request failed. */
  void answered() {
    failures = 0;
    refusing = false;
    if (state == State.ON_TRIAL) {
      state = State.CLOSED;
    }
  }

  /** The request failed. Returns whether this opened the circuit. */
  boolean failed() {
    if (state == State.OPEN) {
      return false;
    }
    failures++;
    if (state == State.ON_TRIAL || failures >= failuresToOpen) {
      return open();
    }
    return false;
  }

  /** The server refused because of its load. Returns whether this opened the circuit. */
  boolean refused(long now) {
    if (state == State.OPEN) {
      return false;
    }
    if (!refusing) {
      refusing = true;
      refusingSince = now;
    }
    return (state == State.ON_TRIAL || now - refusingSince >= refusalNanos) && open();
  }

  /** The health check passed. */
  void tryOut() {
    if (state == State.OPEN) {
      state = State.ON_TRIAL;
    }
  }

  /** The health check failed, so the next one comes later. */
  void stillBad() {
    doublings = Math.min(doublings + 1, MOST_DOUBLINGS);
  }

  private boolean open() {
    if (state == State.ON_TRIAL) {
      doublings = Math.min(doublings + 1, MOST_DOUBLINGS);
    }
    state = State.OPEN;
    failures = 0;
    refusing = false;
    return true;
  }
}
