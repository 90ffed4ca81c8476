package io.millrace.connectors.fetch.images;

import io.millrace.connectors.fetch.FetchClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A clock that a test advances. */
final class ManualClock implements FetchClock {

  private record Timer(long time, Runnable task) {}

  private final List<Timer> timers = new ArrayList<>();
  private long now;

  @Override
  public synchronized long nanos() {
    return now;
  }

  @Override
  public long epochMillis() {
    return 1_700_000_000_000L + nanos() / 1_000_000;
  }

  @Override
  public synchronized Runnable at(long nanos, Runnable task) {
    Timer timer = new Timer(nanos, task);
    timers.add(timer);
    notifyAll();
    return () -> {
      synchronized (this) {
        timers.remove(timer);
      }
    };
  }

  /** Advances the clock and runs the due tasks in order of time. */
  void advance(double seconds) {
    long to = nanos() + Math.round(seconds * 1e9);
    while (true) {
      Timer due;
      synchronized (this) {
        due =
            timers.stream()
                .filter(timer -> timer.time <= to)
                .min((a, b) -> Long.compare(a.time, b.time))
                .orElse(null);
        if (due == null) {
          now = to;
          return;
        }
        timers.remove(due);
        now = Math.max(now, due.time);
      }
      due.task.run();
    }
  }

  /** Waits until a task is scheduled within the next seconds. */
  synchronized void awaitTimer(double from, double to) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (timers.stream().noneMatch(t -> t.time >= now + from * 1e9 && t.time <= now + to * 1e9)) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new TimeoutException("no timer between " + from + " and " + to + " s");
      }
      wait(left);
    }
  }

  synchronized int timers() {
    return timers.size();
  }
}
