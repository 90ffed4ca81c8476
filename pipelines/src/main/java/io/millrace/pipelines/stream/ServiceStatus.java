package io.millrace.pipelines.stream;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a service is, as seen from outside. What is not known is -1 or empty.
 *
 * @param job state of the job as Flink names it; "" when the cluster does not answer or has none
 * @param tasks tasks of the job
 * @param runningTasks of these, those that run
 * @param checkpoint time of the newest completed checkpoint, in milliseconds since 1970
 * @param checkpoints completed since the job was started or taken up
 * @param checkpointBytes size of the newest checkpoint's state
 * @param windows committed windows
 * @param records records of these by outcome
 * @param newestWindowEnd end of the latest of these, in milliseconds since 1970
 * @param llmCostMicros what models cost for these, in millionths of the currency's unit
 * @param lag messages not yet in a checkpoint, by topic and partition as {@code topic/3}
 * @param failure why the job last started again, in one line
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

  /** Whether all of the job runs. */
  public boolean runs() {
    return job.equals("RUNNING") && tasks > 0 && runningTasks == tasks;
  }
}
