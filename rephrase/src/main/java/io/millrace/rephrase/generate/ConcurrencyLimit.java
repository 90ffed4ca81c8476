package io.millrace.rephrase.generate;

import java.util.Arrays;

/**
 * Finds how many requests at once serve a server best, by looking: it climbs the levels 1, 2, 3, 4,
 * 6, 8, 12, ... while more requests at once bring more tokens a second, and falls by half when the
 * server is overloaded or silent.
 *
 * <p>A level's throughput is the level times the tokens of its answers by the time they took
 * (Little's law), over about two answers for each request in flight. Long and short answers cancel
 * in that quotient, so it is steadier than counting answers by the clock. It starts in steps of two
 * levels; at the end of the climb it stays on the lowest level that is within {@value
 * #NEARLY_EQUAL} of the best known, and tries its neighbours from time to time, less often the
 * longer nothing changes.
 *
 * <p>Not safe for several threads: its owner guards it.
 */
final class ConcurrencyLimit {

  /** Share of the best throughput from which a lower level is preferred: it answers sooner. */
  static final double NEARLY_EQUAL = .985;

  private static final double WORTH_A_DOUBLING = 1.08;
  private static final double WORTH_A_STEP = 1.015;
  private static final int MIN_WINDOW = 12;
  private static final int FIRST_PAUSE = 3;
  private static final int LONGEST_PAUSE = 24;
  private static final int ESTIMATES_LAST = 60;
  private static final int CEILING_LASTS = 12;

  private enum Phase {
    CLIMB,
    HOME,
    LOOK_UP,
    LOOK_DOWN
  }

  private final int[] levels;
  private final double[] estimates;
  private final long[] measured;
  private int level;
  private int home;
  private int ceiling;
  private long ceilingUntil;
  private Phase phase = Phase.CLIMB;
  private int previous = -1;
  private boolean upNext = true;
  private int pause = FIRST_PAUSE;
  private int atHome;

  private long windows;
  private long levelSince;
  private long decreasedAt = Long.MIN_VALUE;
  private int answers;
  private int full;
  private double tokens;
  private double nanos;
  private int inFlight;

  /**
   * @param start requests at once at first
   * @param max most requests at once
   * @param now the time, in nanoseconds
   */
  ConcurrencyLimit(int start, int max, long now) {
    levels = levels(max);
    estimates = new double[levels.length];
    measured = new long[levels.length];
    Arrays.fill(estimates, Double.NaN);
    ceiling = levels.length - 1;
    level = atMost(start);
    home = level;
    levelSince = now;
  }

  private static int[] levels(int max) {
    int[] all = new int[64];
    int n = 0;
    for (int power = 1; power < max; power *= 2) {
      all[n++] = power;
      if (power > 1 && power + power / 2 < max) {
        all[n++] = power + power / 2;
      }
    }
    all[n++] = max;
    return Arrays.copyOf(all, n);
  }

  private int atMost(int requests) {
    int index = 0;
    while (index + 1 < levels.length && levels[index + 1] <= requests) {
      index++;
    }
    return index;
  }

  /** Most requests at once, now. */
  int limit() {
    return levels[level];
  }

  int inFlight() {
    return inFlight;
  }

  /** Requests in flight by the limit; under 1 when another may go. */
  double load() {
    return inFlight / (double) limit();
  }

  boolean tryAcquire() {
    if (inFlight >= limit()) {
      return false;
    }
    inFlight++;
    return true;
  }

  /** A request ended in a way that says nothing about load. */
  void ignored() {
    inFlight--;
  }

  /** A request sent at {@code started} was refused for load or not answered in time. */
  void overloaded(long started, long now) {
    inFlight--;
    // those in flight together fail together: they are one event
    if (started - decreasedAt < 0 && decreasedAt != Long.MIN_VALUE) {
      return;
    }
    decreasedAt = now;
    ceiling = Math.max(0, level - 1);
    ceilingUntil = windows + CEILING_LASTS;
    Arrays.fill(estimates, level, levels.length, Double.NaN);
    home = atMost(Math.max(1, limit() / 2));
    pause = FIRST_PAUSE;
    upNext = true;
    goHome(now);
  }

  /** A request sent at {@code started} was answered. */
  void answered(long started, long now, int workTokens) {
    boolean wasFull = inFlight >= limit();
    inFlight--;
    if (started - levelSince < 0) {
      return;
    }
    answers++;
    full += wasFull ? 1 : 0;
    tokens += Math.max(1, workTokens);
    nanos += Math.max(1, now - started);
    if (answers >= Math.max(MIN_WINDOW, (phase == Phase.CLIMB ? 1 : 2) * limit())) {
      endWindow(now);
    }
  }

  private void endWindow(long now) {
    // with too little to do, throughput says nothing about the server
    boolean telling = full * 10L >= answers * 9L;
    double throughput = limit() * tokens / nanos;
    clearWindow();
    if (!telling) {
      return;
    }
    windows++;
    forgetOld();
    estimates[level] =
        Double.isNaN(estimates[level]) ? throughput : (estimates[level] + throughput) / 2;
    measured[level] = windows;
    switch (phase) {
      case CLIMB -> climb(now);
      case HOME -> look(now);
      case LOOK_UP -> {
        boolean better = estimates[level] > estimates[home] * WORTH_A_STEP;
        settle(better, now);
      }
      case LOOK_DOWN -> {
        boolean asGood = estimates[level] >= best() * NEARLY_EQUAL;
        settle(asGood, now);
      }
    }
  }

  private void climb(long now) {
    boolean worthIt = previous < 0 || estimates[level] > estimates[previous] * WORTH_A_DOUBLING;
    if (worthIt && level < ceiling) {
      previous = level;
      moveTo(Math.min(level + 2, ceiling), now);
      return;
    }
    home = worthIt ? level : previous;
    upNext = true;
    goHome(now);
  }

  private void look(long now) {
    if (windows >= ceilingUntil) {
      ceiling = levels.length - 1;
    }
    atHome++;
    if (atHome < pause) {
      return;
    }
    boolean up = upNext ? home < ceiling : home == 0 && home < ceiling;
    upNext = !upNext;
    if (up) {
      phase = Phase.LOOK_UP;
      moveTo(home + 1, now);
    } else if (home > 0) {
      phase = Phase.LOOK_DOWN;
      moveTo(home - 1, now);
    } else {
      atHome = 0;
    }
  }

  private void settle(boolean move, long now) {
    if (move) {
      // the same direction again, soon
      upNext = level > home;
      home = level;
      pause = 1;
    } else {
      pause = Math.min(LONGEST_PAUSE, pause < FIRST_PAUSE ? FIRST_PAUSE : pause * 2);
    }
    goHome(now);
  }

  private void goHome(long now) {
    phase = Phase.HOME;
    atHome = 0;
    previous = -1;
    moveTo(home, now);
  }

  private void moveTo(int index, long now) {
    level = index;
    levelSince = now;
    clearWindow();
  }

  private void clearWindow() {
    answers = 0;
    full = 0;
    tokens = 0;
    nanos = 0;
  }

  private void forgetOld() {
    for (int i = 0; i < levels.length; i++) {
      if (windows - measured[i] > ESTIMATES_LAST) {
        estimates[i] = Double.NaN;
      }
    }
  }

  private double best() {
    double best = 0;
    for (double estimate : estimates) {
      best = estimate > best ? estimate : best;
    }
    return best;
  }
}
