package io.millrace.pipelines.flow;

import org.apache.beam.sdk.metrics.Metrics;

/**
 * Cost of the stages as counters of Beam: {@code STAGE.nanos}, {@code STAGE.records} and {@code
 * STAGE.bytes}, summed over all workers.
 */
public final class StageMetrics {

  public static final String NAMESPACE = "millrace.stage";

  private StageMetrics() {}

  /** Adds to the counters of a stage; a {@link StageTimes}. */
  public static void count(String stage, long nanos, long records, long bytes) {
    Metrics.counter(NAMESPACE, stage + ".nanos").inc(nanos);
    Metrics.counter(NAMESPACE, stage + ".records").inc(records);
    Metrics.counter(NAMESPACE, stage + ".bytes").inc(bytes);
  }
}
