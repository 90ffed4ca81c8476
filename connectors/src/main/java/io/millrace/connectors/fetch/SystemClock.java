package io.millrace.connectors.fetch;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The system's time, with one thread for scheduled tasks. */
public final class SystemClock implements FetchClock, AutoCloseable {

  private final long start = System.nanoTime();
  private final ScheduledThreadPoolExecutor timer;

  public SystemClock() {
    timer = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("fetch-timer"));
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public long nanos() {
    return System.nanoTime() - start;
  }

  @Override
  public long epochMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public Runnable at(long nanos, Runnable task) {
    long wait = Math.max(0, nanos - nanos());
    try {
      Future<?> waiting = timer.schedule(task, wait, TimeUnit.NANOSECONDS);
      return () -> waiting.cancel(false);
    } catch (RejectedExecutionException e) {
      return () -> {}; // the clock is closed
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
