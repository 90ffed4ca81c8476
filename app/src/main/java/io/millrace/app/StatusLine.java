package io.millrace.app;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A {@link TerminalLine} that is written from a timer. */
final class StatusLine implements AutoCloseable {

  private final TerminalLine line;
  private final ScheduledExecutorService timer;

  /**
   * @param thread name of the timer's thread, which does not keep the process alive
   */
  StatusLine(String thread, PrintWriter out) {
    this.line = new TerminalLine(out);
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, thread);
              made.setDaemon(true);
              return made;
            });
  }

  boolean isTerminal() {
    return line.isTerminal();
  }

  /** Does something again and again, the next time so long after the end of the last. */
  void repeat(Runnable task, long firstMillis, long periodMillis) {
    timer.scheduleWithFixedDelay(task, firstMillis, periodMillis, TimeUnit.MILLISECONDS);
  }

  void show(String text) {
    line.show(text);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    line.clear();
  }
}
