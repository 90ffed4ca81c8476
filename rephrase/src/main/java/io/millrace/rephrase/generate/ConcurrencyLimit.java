package io.millrace.rephrase.generate;

import java.util.Arrays;

/**
 * Finds how many requests at once serve a server best, by looking: it climbs the levels 1, 2, 3, 4,
 * 6, 8, 12, ... while more requests at once bring more tokens a second, and falls by half when the
 * server is overloaded or silent.
 *
 * <p>It starts in steps of two levels, up while that pays, else down while it costs nothing; a
 * {@link ThroughputWindow} of half as many answers as are in flight is enough for the first level,
 * of as many for the others, and if the first answers show that requests only wait for each other
 * it does not go up at all. Then it tries the neighbours of its level from time to time, over two
 * answers for each request in flight, less often the longer nothing changes, not those that were
 * clearly worse a short while ago, and prefers a lower level that is within {@value #NEARLY_EQUAL}
 * of the best known. A level that the server refuses is left out, for twice as long each time.
 *
 * <p>Not safe for several threads: its owner guards it.
 */
final class ConcurrencyLimit {

  /** Share of the best throughput from which a lower level is preferred: it answers sooner. */
  static final double NEARLY_EQUAL = .985;

  private static final double WORTH_A_DOUBLING = 1.08;
  private static final double WORTH_A_STEP = 1.015;
  private static final double CHANGE = 1.3;
  private static final double CLEARLY_WORSE = .9;
  private static final double FULL = .85;
  private static final int MIN_WINDOW = 12;
  private static final int MIN_SEARCH_WINDOW = 4;
  private static final int SEARCH_ORDERED = 8;
  private static final int FIRST_PAUSE = 3;
  private static final int LONGEST_PAUSE = 24;
  private static final int ESTIMATES_LAST = 60;
  private static final int CEILING_LASTS = 12;
  private static final int CEILING_LASTS_MOST = 192;

  private enum Phase {
    CLIMB,
    FALL,
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
  private int ceilingLasts = CEILING_LASTS;
  private Phase phase = Phase.CLIMB;
  private int previous = -1;
  private boolean climbed;
  private boolean upNext = true;
  private int pause = FIRST_PAUSE;
  private int atHome;

  private long windows;
  private long levelSince;
  private boolean draining;
  private boolean decreased;
  private long decreasedAt;

  private final ThroughputWindow window;

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
    window = new ThroughputWindow(now);
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
    return window.inFlight();
  }

  /** Requests in flight by the limit; under 1 when another may go. */
  double load() {
    return window.inFlight() / (double) limit();
  }

  boolean tryAcquire(long now) {
    if (window.inFlight() >= limit()) {
      return false;
    }
    change(1, now);
    return true;
  }

  /** A request ended in a way that says nothing about load. */
  void ignored(long now) {
    change(-1, now);
  }

  /** A request sent at {@code started} was refused for load or not answered in time. */
  void overloaded(long started, long now) {
    change(-1, now);
    // those in flight together fail together: they are one event
    if (decreased && started - decreasedAt < 0) {
      return;
    }
    decreased = true;
    decreasedAt = now;
    ceiling = Math.max(0, level - 1);
    ceilingUntil = windows + ceilingLasts;
    ceilingLasts = Math.min(CEILING_LASTS_MOST, 2 * ceilingLasts);
    Arrays.fill(estimates, level, levels.length, Double.NaN);
    // a look that went too far ends where it began, which was seen to work
    home = phase == Phase.LOOK_UP ? home : atMost(Math.max(1, limit() / 2));
    pause = 1;
    upNext = true;
    goHome(now);
  }

  /** A request sent at {@code started} was answered. */
  void answered(long started, long now, int workTokens) {
    change(-1, now);
    if (draining || started - levelSince < 0) {
      return;
    }
    window.answered(workTokens, now - started);
    if (window.answers() >= fullWindow()
        || (window.answers() == Math.max(MIN_WINDOW, limit() / 2) && isClearlyWorse(now))) {
      endWindow(now);
    }
  }

  /** Answers that are enough to tell of the level. */
  private int fullWindow() {
    boolean searching = phase == Phase.CLIMB || phase == Phase.FALL;
    if (!searching) {
      return Math.max(MIN_WINDOW, 2 * limit());
    }
    // the first level is only compared with, unless it is too much already
    boolean half = isFirst() && !window.showsQueue(MIN_SEARCH_WINDOW);
    return Math.max(MIN_SEARCH_WINDOW, half ? limit() / 2 : limit());
  }

  private boolean isFirst() {
    return phase == Phase.CLIMB && previous < 0;
  }

  /** Whether half a look is enough to see that this is no place to stay. */
  private boolean isClearlyWorse(long now) {
    double known =
        switch (phase) {
          case CLIMB -> previous < 0 ? Double.NaN : estimates[previous];
          case LOOK_UP, LOOK_DOWN, FALL -> estimates[home];
          case HOME -> Double.NaN;
        };
    return window.throughput(now) < known * CLEARLY_WORSE;
  }

  private void change(int requests, long now) {
    window.change(requests, now);
    if (draining && window.inFlight() <= limit()) {
      draining = false;
      levelSince = now;
      window.clear(now);
    }
  }

  private void endWindow(long now) {
    double meanInFlight = window.meanInFlight(now);
    double throughput = window.throughput(now);
    boolean queue = window.answers() >= SEARCH_ORDERED && window.showsQueue(SEARCH_ORDERED);
    window.clear(now);
    // with too little to do, throughput says nothing about the server
    if (meanInFlight < limit() * FULL) {
      return;
    }
    windows++;
    forgetOld();
    if (phase == Phase.HOME && changed(throughput, now)) {
      return;
    }
    estimates[level] =
        Double.isNaN(estimates[level]) ? throughput : (estimates[level] + throughput) / 2;
    measured[level] = windows;
    switch (phase) {
      case CLIMB -> climb(queue, now);
      case FALL -> fall(now);
      case HOME -> look(now);
      case LOOK_UP -> settle(estimates[level] > estimates[home] * WORTH_A_STEP, now);
      case LOOK_DOWN -> settle(estimates[level] >= best() * NEARLY_EQUAL, now);
    }
  }

  /** Whether the server is another than it was, so that the search begins anew. */
  private boolean changed(double throughput, long now) {
    boolean worse = throughput * CHANGE < estimates[home];
    boolean better = throughput > estimates[home] * CHANGE;
    if (!worse && !better) {
      return false;
    }
    Arrays.fill(estimates, Double.NaN);
    estimates[home] = throughput;
    measured[home] = windows;
    pause = FIRST_PAUSE;
    climbed = true;
    if (better && home < ceiling) {
      phase = Phase.CLIMB;
      previous = home;
      moveTo(Math.min(home + 2, ceiling), now);
    } else if (worse && home > 0) {
      phase = Phase.FALL;
      moveTo(Math.max(0, home - 2), now);
    } else {
      goHome(now);
    }
    return true;
  }

  private void climb(boolean queue, long now) {
    boolean first = isFirst();
    boolean worthIt = first ? !queue : estimates[level] > estimates[previous] * WORTH_A_DOUBLING;
    if (worthIt && level < ceiling) {
      climbed = !first;
      previous = level;
      moveTo(Math.min(level + 2, ceiling), now);
      return;
    }
    home = worthIt || first ? level : previous;
    if (climbed || home == 0) {
      goHome(now);
    } else {
      // more than the start is no better: is less as good?
      phase = Phase.FALL;
      moveTo(Math.max(0, home - 2), now);
    }
  }

  private void fall(long now) {
    if (estimates[level] < best() * NEARLY_EQUAL) {
      goHome(now);
      return;
    }
    home = level;
    if (home == 0) {
      goHome(now);
    } else {
      moveTo(Math.max(0, home - 2), now);
    }
  }

  private void look(long now) {
    if (windows >= ceilingUntil) {
      ceiling = levels.length - 1;
    }
    atHome++;
    if (atHome < pause) {
      return;
    }
    boolean mayGoUp = home < ceiling && !isKnownWorse(home + 1);
    boolean up = upNext ? mayGoUp : home == 0 && mayGoUp;
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
    moveTo(home, now);
  }

  private void moveTo(int index, long now) {
    level = index;
    levelSince = now;
    draining = window.inFlight() > limit();
    window.clear(now);
  }

  private boolean isKnownWorse(int index) {
    return estimates[index] < estimates[home] * CLEARLY_WORSE;
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
