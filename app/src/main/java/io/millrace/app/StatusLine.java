package io.millrace.app;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A line that is written over again and again on a terminal, and anew elsewhere, from a timer. */
final class StatusLine implements AutoCloseable {

  private static final String OVER = "\r\033[K";

  private final PrintWriter out;
  private final boolean terminal = System.console() != null;
  private final ScheduledExecutorService timer;

  /**
   * @param thread name of the timer's thread, which does not keep the process alive
   */
  StatusLine(String thread, PrintWriter out) {
    this.out = out;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, thread);
              made.setDaemon(true);
              return made;
            });
  }

  boolean isTerminal() {
    return terminal;
  }

  /** Does something again and again, the next time so long after the end of the last. */
  void repeat(Runnable task, long firstMillis, long periodMillis) {
    timer.scheduleWithFixedDelay(task, firstMillis, periodMillis, TimeUnit.MILLISECONDS);
  }

  void show(String text) {
    if (terminal) {
      out.print(OVER + text);
    } else {
      out.println(text);
    }
    out.flush();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    if (terminal) {
      out.print(OVER);
      out.flush();
    }
  }
}
