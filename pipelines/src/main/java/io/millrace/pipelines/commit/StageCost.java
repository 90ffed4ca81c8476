package io.millrace.pipelines.commit;

import io.millrace.pipelines.flow.StageMetrics;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * Cost of a stage, summed over all workers.
 *
 * @param nanos time in the stage, in nanoseconds
 * @param records records that entered it
 * @param bytes of text or pages that entered it
 */
public record StageCost(long nanos, long records, long bytes) {

  /** Costs by name of the stage, from the counters that {@link StageMetrics} keeps. */
  public static SortedMap<String, StageCost> of(PipelineResult result) {
    MetricsFilter stages =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.inNamespace(StageMetrics.NAMESPACE))
            .build();
    SortedMap<String, StageCost> costs = new TreeMap<>();
    for (MetricResult<Long> counter : result.metrics().queryMetrics(stages).getCounters()) {
      String name = counter.getName().getName();
      int dot = name.lastIndexOf('.');
      long count = counter.getAttempted();
      StageCost cost =
          switch (name.substring(dot + 1)) {
            case "nanos" -> new StageCost(count, 0, 0);
            case "records" -> new StageCost(0, count, 0);
            default -> new StageCost(0, 0, count);
          };
      costs.merge(name.substring(0, dot), cost, StageCost::plus);
    }
    return costs;
  }

  private StageCost plus(StageCost other) {
    return new StageCost(nanos + other.nanos, records + other.records, bytes + other.bytes);
  }
}
