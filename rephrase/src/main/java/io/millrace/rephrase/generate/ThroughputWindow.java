package io.millrace.rephrase.generate;

/**
 * Measures the throughput of a server: mean number of requests in flight times tokens of the
 * answers divided by their durations (Little's law). The quotient does not depend on the lengths of
 * the answers, so it varies less than a count of answers per second.
 *
 * <p>Not thread-safe: the owner guards it.
 */
final class ThroughputWindow {

  /** Number of first answers whose order shows whether requests wait for each other. */
  private static final int ORDERED = 8;

  private static final double LATER_IS_SLOWER = 1.5;

  private final double[] firstTokens = new double[ORDERED];
  private final double[] firstNanos = new double[ORDERED];
  private int inFlight;
  private int answers;
  private double tokens;
  private double nanos;
  private double area;
  private long areaSince;
  private long since;

  ThroughputWindow(long now) {
    clear(now);
  }

  int inFlight() {
    return inFlight;
  }

  /** Answers since the last {@link #clear}. */
  int answers() {
    return answers;
  }

  /** Changes the number of requests in flight. */
  void change(int requests, long now) {
    area += (double) inFlight * (now - areaSince);
    areaSince = now;
    inFlight += requests;
  }

  void answered(int workTokens, long took) {
    int counted = Math.max(1, workTokens);
    long time = Math.max(1, took);
    if (answers < ORDERED) {
      firstTokens[answers] = counted;
      firstNanos[answers] = time;
    }
    answers++;
    tokens += counted;
    nanos += time;
  }

  void clear(long now) {
    answers = 0;
    tokens = 0;
    nanos = 0;
    area = 0;
    areaSince = now;
    since = now;
  }

  double meanInFlight(long now) {
    return (area + (double) inFlight * (now - areaSince)) / Math.max(1, now - since);
  }

  /** Tokens per nanosecond. */
  double throughput(long now) {
    return meanInFlight(now) * tokens / nanos;
  }

  /**
   * Whether the second half of the first answers to concurrent requests took longer per token than
   * the first half. Then the server processes fewer requests at once than it gets.
   *
   * @param among number of answers, at most 8
   */
  boolean showsQueue(int among) {
    int half = Math.min(among, ORDERED) / 2;
    if (answers < 2 * half || half == 0) {
      return false;
    }
    return slowness(half, 2 * half) > LATER_IS_SLOWER * slowness(0, half);
  }

  /** Nanoseconds per token. */
  private double slowness(int from, int to) {
    double sumNanos = 0;
    double sumTokens = 0;
    for (int i = from; i < to; i++) {
      sumNanos += firstNanos[i];
      sumTokens += firstTokens[i];
    }
    return sumNanos / sumTokens;
  }
}
