package io.millrace.pipelines.flow;

/** Takes what a stage has cost. */
@FunctionalInterface
public interface StageTimes {
  void accept(String stage, long nanos, long records, long bytes);
}
