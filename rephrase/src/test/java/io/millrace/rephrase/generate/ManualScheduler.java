package io.millrace.rephrase.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Scheduler whose time the test advances. */
final class ManualScheduler implements Scheduler {

  private record Task(long time, long number, Runnable work) {}

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::time).thenComparingLong(Task::number));
  private long nanos;
  private long numbers;

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public Instant now() {
    return START.plusNanos(nanos);
  }

  @Override
  public Pending after(long delayNanos, Runnable work) {
    Task task = new Task(nanos + delayNanos, numbers++, work);
    tasks.add(task);
    return () -> tasks.remove(task);
  }

  void advance(Duration time) {
    long end = nanos + time.toNanos();
    while (!tasks.isEmpty() && tasks.peek().time() <= end) {
      Task task = tasks.poll();
      nanos = Math.max(nanos, task.time());
      task.work().run();
    }
    nanos = end;
  }

  @Override
  public void close() {
    tasks.clear();
  }
}
