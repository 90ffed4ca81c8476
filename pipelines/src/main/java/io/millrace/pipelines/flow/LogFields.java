package io.millrace.pipelines.flow;

import io.millrace.pipelines.output.WindowTimes;
import java.io.IOException;
import org.slf4j.MDC;

/** Fields of log lines in SLF4J's MDC: {@code run} and {@code window}. */
public final class LogFields {

  /** Field of the run's {@link RunRequest#id}. */
  public static final String RUN = "run";

  /** Field of the window's name. */
  public static final String WINDOW = "window";

  private LogFields() {}

  /** Work for a window. */
  @FunctionalInterface
  public interface Work {
    void run() throws IOException;
  }

  /**
   * Does the work; log lines of this thread have the fields meanwhile.
   *
   * @param start of the window; not used in a run without windows
   */
  public static void during(MillPlan plan, WindowTimes windows, long start, Work work)
      throws IOException {
    MDC.put(RUN, RunRequest.id(plan.output()));
    if (windows.isOn()) {
      MDC.put(WINDOW, windows.name(start));
    }
    try {
      work.run();
    } finally {
      MDC.remove(RUN);
      MDC.remove(WINDOW);
    }
  }
}
