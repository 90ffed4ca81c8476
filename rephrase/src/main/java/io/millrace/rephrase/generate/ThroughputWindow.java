package io.millrace.rephrase.generate;

/**
 * What answers say of a server's throughput: the mean number of requests in flight times the tokens
 * of answers by the time they took (Little's law). Long and short answers cancel in that quotient,
 * so it is steadier than counting answers by the clock.
 *
 * <p>Not safe for several threads: its owner guards it.
 */
final class ThroughputWindow {

  /** Answers by whose order it is told whether requests wait for each other. */
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

  /** So many more requests are in flight, or less. */
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

  /** Tokens a nanosecond. */
  double throughput(long now) {
    return meanInFlight(now) * tokens / nanos;
  }

  /**
   * Whether, of the first answers to requests that were sent together, the second half took longer
   * for each token than the first: the server works on fewer at once than it was sent.
   *
   * @param among so many answers, at most 8
   */
  boolean showsQueue(int among) {
    int half = Math.min(among, ORDERED) / 2;
    if (answers < 2 * half || half == 0) {
      return false;
    }
    return slowness(half, 2 * half) > LATER_IS_SLOWER * slowness(0, half);
  }

  /** Nanoseconds a token. */
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
