package io.millrace.rephrase.generate;

import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Time as a client sees it, so that tests decide when it passes. */
public interface Scheduler extends AutoCloseable {

  /** Nanoseconds since some fixed moment, never going back. */
  long nanoTime();

  /** The date, against which a server's dates are read. */
  Instant now();

  /**
   * Runs a short task later, on a thread of the scheduler's.
   *
   * @param delayNanos 0 or more
   */
  Pending after(long delayNanos, Runnable task);

  @Override
  void close();

  /** A task that may not have run yet. */
  @FunctionalInterface
  interface Pending {
    void cancel();
  }

  /** Real time, with one daemon thread. */
  static Scheduler system() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "generator-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return new Scheduler() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public Pending after(long delayNanos, Runnable task) {
        if (timer.isShutdown()) {
          return () -> {};
        }
        var future = timer.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
      }

      @Override
      public void close() {
        timer.shutdownNow();
      }
    };
  }
}
