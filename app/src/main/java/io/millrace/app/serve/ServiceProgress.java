package io.millrace.app.serve;

import io.millrace.app.cli.ProgressLine;
import io.millrace.app.cli.Rates;
import io.millrace.pipelines.stream.ServiceStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Shows the state of a service: on a terminal every five seconds, elsewhere a new line when the job
 * changes its state or commits windows.
 */
final class ServiceProgress {

  private static final long PERIOD_MILLIS = 5_000;

  private static final List<String> OUTCOMES = List.of("kept", "dropped", "failed");

  private final Supplier<ServiceStatus> look;
  private final ProgressLine line;
  private String said = "";

  private ServiceProgress(Supplier<ServiceStatus> look, ProgressLine line) {
    this.look = look;
    this.line = line;
  }

  /**
   * Starts the progress line.
   *
   * @param look reads the state of the service; may block
   */
  static ProgressLine start(Supplier<ServiceStatus> look, PrintWriter out) {
    ProgressLine line = new ProgressLine(out);
    return line.repeat(new ServiceProgress(look, line)::print, 0, PERIOD_MILLIS);
  }

  /** Prints nothing until the job exists. */
  private void print() {
    ServiceStatus now = look.get();
    String state = state(now);
    boolean news = !state.equals(said) && !(said.isEmpty() && now.job().isEmpty());
    if (line.onTerminal() || news) {
      said = state;
      line.show(state + behind(now));
    }
  }

  /** State and counts; a change of this text is a new line. */
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
    text.append("; windows ").append(Rates.number(now.windows(), 0));
    long all = now.records().values().stream().mapToLong(Long::longValue).sum();
    if (all > 0) {
      text.append(" with ").append(Rates.number(all, 0)).append(" records");
      for (String outcome : OUTCOMES) {
        long count = now.records().getOrDefault(outcome, 0L);
        text.append(", ").append(Rates.number(count, 0)).append(' ').append(outcome);
      }
    }
    return text.toString();
  }

  /** The lag, which changes all the time and is no reason for a new line. */
  static String behind(ServiceStatus now) {
    if (now.lag().isEmpty()) {
      return "";
    }
    long lag = now.lag().values().stream().mapToLong(Long::longValue).sum();
    return "; " + Rates.number(lag, 0) + " messages not yet in a checkpoint";
  }
}
