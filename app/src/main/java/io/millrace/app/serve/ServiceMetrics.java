package io.millrace.app.serve;

import io.millrace.pipelines.stream.ServiceStatus;
import java.util.Map;

/** The state of a service as metrics in Prometheus' text format. */
public final class ServiceMetrics {

  private ServiceMetrics() {}

  /**
   * Whether the service works: all tasks of the job run, and a recent checkpoint exists.
   *
   * @param now milliseconds since 1970
   * @param checkpointMillis largest age of the newest checkpoint
   */
  static boolean isReady(ServiceStatus status, long now, long checkpointMillis) {
    return status.runs() && status.checkpoint() > 0 && now - status.checkpoint() < checkpointMillis;
  }

  /** All metrics with a known value. */
  public static String text(ServiceStatus status, boolean ready) {
    StringBuilder text = new StringBuilder();
    head(text, "millrace_ready", "gauge", "1 when the job runs and makes checkpoints.");
    line(text, "millrace_ready", "", ready ? 1 : 0);
    head(text, "millrace_job_running", "gauge", "1 when all tasks of the job run.");
    line(text, "millrace_job_running", "", status.runs() ? 1 : 0);
    head(text, "millrace_records_total", "counter", "Records of committed windows by verdict.");
    status
        .records()
        .forEach(
            (outcome, count) ->
                line(text, "millrace_records_total", "{outcome=\"" + outcome + "\"}", count));
    head(text, "millrace_windows_committed_total", "counter", "Committed windows.");
    line(text, "millrace_windows_committed_total", "", status.windows());
    gauge(
        text,
        "millrace_newest_window_end_seconds",
        "End of the latest committed window; behind the clock, that is the window delay.",
        seconds(status.newestWindowEnd()));
    gauge(
        text,
        "millrace_last_checkpoint_timestamp_seconds",
        "When the newest complete checkpoint was begun.",
        seconds(status.checkpoint()));
    gauge(
        text,
        "millrace_last_checkpoint_bytes",
        "State in the newest checkpoint.",
        status.checkpointBytes());
    if (!status.lag().isEmpty()) {
      head(text, "millrace_lag_messages", "gauge", "Messages that no checkpoint has yet.");
      for (Map.Entry<String, Long> each : status.lag().entrySet()) {
        int slash = each.getKey().lastIndexOf('/');
        String labels =
            "{topic=\""
                + each.getKey().substring(0, slash)
                + "\",partition=\""
                + each.getKey().substring(slash + 1)
                + "\"}";
        line(text, "millrace_lag_messages", labels, each.getValue());
      }
    }
    head(
        text,
        "millrace_llm_cost_micros_total",
        "counter",
        "Cost of models for committed windows, in millionths of the currency's unit.");
    line(text, "millrace_llm_cost_micros_total", "", status.llmCostMicros());
    return text.toString();
  }

  private static long seconds(long millis) {
    return millis < 0 ? -1 : millis / 1000;
  }

  private static void gauge(StringBuilder text, String name, String help, long value) {
    if (value >= 0) {
      head(text, name, "gauge", help);
      line(text, name, "", value);
    }
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder text, String name, String labels, long value) {
    text.append(name).append(labels).append(' ').append(value).append('\n');
  }
}
