package io.millrace.pipelines.engine;

/**
 * Checkpoints and state of the streaming service. The output does not depend on them.
 *
 * @param checkpoints address of the folder of checkpoints, reachable by all workers; it stays when
 *     the service ends
 * @param checkpointMillis time between checkpoints, at least 100; a window is written only when a
 *     checkpoint contains its records
 * @param restoreFrom address of a checkpoint or savepoint to resume from; empty to begin anew
 * @param stateBackend where the engine holds its state
 * @param endAfterIdleMillis idle time at the end of the input after which the service ends; 0 for a
 *     service that never ends
 */
public record ServiceSettings(
    String checkpoints,
    long checkpointMillis,
    String restoreFrom,
    StateBackend stateBackend,
    long endAfterIdleMillis) {

  /** Where the engine holds its state. */
  public enum StateBackend {
    /** RocksDB on local disk; checkpoints are incremental. */
    ROCKSDB,
    /** Java heap. */
    HEAP
  }

  public ServiceSettings {
    if (checkpointMillis < 100) {
      throw new IllegalArgumentException(
          "the checkpoint interval is " + checkpointMillis + " ms, must be at least 100 ms");
    }
  }
}
