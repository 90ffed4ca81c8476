package io.millrace.rephrase.generate;

import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Clock and timer of a client, which tests replace. */
public interface Scheduler extends AutoCloseable {

  /** Monotonic time in nanoseconds since a fixed moment. */
  long nanoTime();

  /** Current time, to compare with dates of servers. */
  Instant now();

  /**
   * Runs a short task later, on a thread of the scheduler.
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
