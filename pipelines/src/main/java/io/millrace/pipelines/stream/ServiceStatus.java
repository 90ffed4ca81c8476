package io.millrace.pipelines.stream;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Status of a service. An unknown value is -1 or empty.
 *
 * @param job state of the job as Flink names it; "" when the cluster does not answer or has none
 * @param tasks tasks of the job
 * @param runningTasks running tasks
 * @param checkpoint time of the newest completed checkpoint, in milliseconds since 1970
 * @param checkpoints checkpoints completed since the job was started or resumed
 * @param checkpointBytes size of the newest checkpoint's state
 * @param windows committed windows
 * @param records records of committed windows by outcome
 * @param newestWindowEnd end of the latest committed window, in milliseconds since 1970
 * @param llmCostMicros cost of models for committed windows, in millionths of the currency unit
 * @param lag messages not yet in a checkpoint, by topic and partition as {@code topic/3}
 * @param failure cause of the last restart, in one line
 */
public record ServiceStatus(
    String job,
    int tasks,
    int runningTasks,
    long checkpoint,
    long checkpoints,
    long checkpointBytes,
    long windows,
    SortedMap<String, Long> records,
    long newestWindowEnd,
    long llmCostMicros,
    SortedMap<String, Long> lag,
    String failure) {

  public ServiceStatus {
    records = Collections.unmodifiableSortedMap(new TreeMap<>(records));
    lag = Collections.unmodifiableSortedMap(new TreeMap<>(lag));
  }

  /** Whether all tasks run. */
  public boolean runs() {
    return job.equals("RUNNING") && tasks > 0 && runningTasks == tasks;
  }
}
