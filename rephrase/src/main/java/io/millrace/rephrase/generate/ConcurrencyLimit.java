package io.millrace.rephrase.generate;

import java.util.Arrays;

/**
 * Finds the number of concurrent requests with the best throughput of a server. It climbs the
 * levels 1, 2, 3, 4, 6, 8, 12, ... while more concurrent requests give more tokens per second, and
 * halves the level when the server is overloaded or silent.
 *
 * <p>The search starts in steps of two levels: up while throughput grows, else down while it does
 * not shrink. Each level is measured by a {@link ThroughputWindow} of as many answers as there are
 * requests in flight, half as many for the first level. If the first answers show that requests
 * only wait for each other, it does not go up.
 *
 * <p>Then it tries the adjacent levels from time to time, over two answers per request in flight.
 * It tries them less often while nothing changes, skips levels that were clearly worse recently,
 * and prefers a lower level with at least {@value #NEARLY_EQUAL} of the best known throughput. A
 * level that the server refuses is skipped, each time for twice as long.
 *
 * <p>Not thread-safe: the owner guards it.
 */
final class ConcurrencyLimit {

  /**
   * Share of the best throughput from which a lower level is preferred, because it answers sooner.
   */
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
   * @param start initial number of concurrent requests
   * @param max most concurrent requests
   * @param now time in nanoseconds
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

  /** Current limit of concurrent requests. */
  int limit() {
    return levels[level];
  }

  int inFlight() {
    return window.inFlight();
  }

  /** Requests in flight divided by the limit; below 1 when there is room. */
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

  /** A request ended for a reason unrelated to load. */
  void ignored(long now) {
    change(-1, now);
  }

  /** A request sent at {@code started} was refused because of load or timed out. */
  void overloaded(long started, long now) {
    change(-1, now);
    // concurrent requests fail together, which is one event
    if (decreased && started - decreasedAt < 0) {
      return;
    }
    decreased = true;
    decreasedAt = now;
    ceiling = Math.max(0, level - 1);
    ceilingUntil = windows + ceilingLasts;
    ceilingLasts = Math.min(CEILING_LASTS_MOST, 2 * ceilingLasts);
    Arrays.fill(estimates, level, levels.length, Double.NaN);
    // after trying a higher level, return to the level that worked
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

  /** Number of answers that measure the level. */
  private int fullWindow() {
    boolean searching = phase == Phase.CLIMB || phase == Phase.FALL;
    if (!searching) {
      return Math.max(MIN_WINDOW, 2 * limit());
    }
    // the first level is only a baseline, unless it is too high already
    boolean half = isFirst() && !window.showsQueue(MIN_SEARCH_WINDOW);
    return Math.max(MIN_SEARCH_WINDOW, half ? limit() / 2 : limit());
  }

  private boolean isFirst() {
    return phase == Phase.CLIMB && previous < 0;
  }

  /** Whether half a window shows that the level is clearly worse. */
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
    // with too few requests, throughput says nothing about the server
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

  /** Whether throughput changed so much that the search starts again. */
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
      // higher levels are not better: try lower ones
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
      // try the same direction again soon
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
