package io.millrace.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The progress line of a command. On a terminal it is overwritten in place, twice a second.
 * Elsewhere each state is a new line, every ten seconds. A command calls {@link #tick} as it works,
 * or starts a timer with {@link #repeat}.
 */
public final class ProgressLine implements AutoCloseable {

  private static final long TERMINAL_MILLIS = 500;
  private static final long PLAIN_MILLIS = 10_000;

  private static final String CLEAR = "\r\033[K";

  /** A line that is wider than the terminal is cut, so that {@link #CLEAR} clears all of it. */
  private static final String NO_WRAP = "\033[?7l";

  private static final String WRAP = "\033[?7h";

  private final PrintWriter out;
  private final boolean terminal;
  private final long period;
  private ScheduledExecutorService timer;
  private long shown;

  public ProgressLine(PrintWriter out) {
    this(out, isTerminal());
  }

  public ProgressLine(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
    this.period = terminal ? TERMINAL_MILLIS : PLAIN_MILLIS;
    this.shown = System.nanoTime();
  }

  /** Whether standard error is a terminal; without {@code /proc}, whether there is a console. */
  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | RuntimeException unknown) {
      return System.console() != null;
    }
  }

  public boolean onTerminal() {
    return terminal;
  }

  /** Shows a text when enough time has passed since the last one. */
  public synchronized void tick(Supplier<String> text) {
    if (System.nanoTime() - shown >= TimeUnit.MILLISECONDS.toNanos(period)) {
      show(text.get());
    }
  }

  /** Shows a text now. */
  public synchronized void show(String text) {
    shown = System.nanoTime();
    if (terminal) {
      out.print(CLEAR + NO_WRAP + text + WRAP);
    } else {
      out.println(text);
    }
    out.flush();
  }

  /** Prints a line that stays. */
  public synchronized void say(String text) {
    out.println(terminal ? CLEAR + text : text);
    out.flush();
  }

  /** Runs a task on a timer, first after one period of this line, until it is closed. */
  public ProgressLine repeat(Runnable task) {
    return repeat(task, period, period);
  }

  /** Runs a task on a timer; the delay is from the end of one run to the start of the next. */
  public ProgressLine repeat(Runnable task, long firstMillis, long delayMillis) {
    timer =
        Executors.newSingleThreadScheduledExecutor(
            run -> {
              Thread made = new Thread(run, "progress");
              made.setDaemon(true);
              return made;
            });
    timer.scheduleWithFixedDelay(task, firstMillis, delayMillis, TimeUnit.MILLISECONDS);
    return this;
  }

  /** Stops the timer and clears the line of a terminal. */
  @Override
  public void close() {
    if (timer != null) {
      timer.shutdownNow();
    }
    synchronized (this) {
      if (terminal) {
        out.print(CLEAR);
        out.flush();
      }
    }
  }
}
