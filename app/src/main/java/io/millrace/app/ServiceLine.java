package io.millrace.app;

import io.millrace.pipelines.run.ServiceStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Says how a service stands: on a terminal anew every five seconds on one line, elsewhere a line
 * whenever the job changes its state or windows are committed.
 */
final class ServiceLine implements AutoCloseable {

  private static final long PERIOD_MILLIS = 5_000;

  private static final List<String> OUTCOMES = List.of("kept", "dropped", "failed");

  private final PrintWriter out;
  private final Supplier<ServiceStatus> look;
  private final boolean terminal = System.console() != null;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "service-line");
            thread.setDaemon(true);
            return thread;
          });
  private String said = "";

  private ServiceLine(Supplier<ServiceStatus> look, PrintWriter out) {
    this.look = look;
    this.out = out;
  }

  /**
   * Begins to say.
   *
   * @param look how the service is; may take its time
   */
  static ServiceLine start(Supplier<ServiceStatus> look, PrintWriter out) {
    ServiceLine line = new ServiceLine(look, out);
    line.timer.scheduleWithFixedDelay(line::print, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    return line;
  }

  /** A job that was not seen yet is on its way, which is no news. */
  private void print() {
    ServiceStatus now = look.get();
    if (terminal) {
      out.print("\r\033[K" + state(now) + behind(now));
      out.flush();
    } else if (!state(now).equals(said) && !(said.isEmpty() && now.job().isEmpty())) {
      said = state(now);
      out.println(said + behind(now));
      out.flush();
    }
  }

  /** What is worth a new line. */
  static String state(ServiceStatus now) {
    StringBuilder text = new StringBuilder();
    if (now.runs()) {
      text.append("running");
    } else if (now.job().isEmpty()) {
      text.append("the cluster does not answer, or has no such job");
    } else if (now.job().equals("RUNNING")) {
      text.append("starting");
    } else {
      text.append(now.job().toLowerCase(Locale.ROOT));
    }
    if (!now.runs() && !now.failure().isEmpty()) {
      text.append(" (").append(now.failure()).append(')');
    }
    text.append("; windows ").append(Runs.number(now.windows(), 0));
    long all = now.records().values().stream().mapToLong(Long::longValue).sum();
    if (all > 0) {
      text.append(" with ").append(Runs.number(all, 0)).append(" records");
      for (String outcome : OUTCOMES) {
        long count = now.records().getOrDefault(outcome, 0L);
        text.append(", ").append(Runs.number(count, 0)).append(' ').append(outcome);
      }
    }
    return text.toString();
  }

  /** What changes all the time. */
  static String behind(ServiceStatus now) {
    if (now.lag().isEmpty()) {
      return "";
    }
    long lag = now.lag().values().stream().mapToLong(Long::longValue).sum();
    return "; " + Runs.number(lag, 0) + " messages not yet in a checkpoint";
  }

  @Override
  public void close() {
    timer.shutdownNow();
    if (terminal) {
      out.print("\r\033[K");
      out.flush();
    }
  }
}
