package io.millrace.pipelines.flow;

/** Receives the cost of a stage. */
@FunctionalInterface
public interface StageTimes {
  void accept(String stage, long nanos, long records, long bytes);
}
