package io.millrace.pipelines.engine;

/**
 * How the streaming service keeps what it must not lose. Nothing here changes a byte of a window.
 *
 * @param checkpoints address of the folder of checkpoints, which all workers reach; they are kept
 *     when the service ends
 * @param checkpointMillis time from one checkpoint to the next; nothing is written of a window
 *     before a checkpoint has it
 * @param restoreFrom address of a checkpoint or savepoint to go on from; empty to begin anew
 * @param stateBackend what holds the engine's state
 * @param endAfterIdleMillis ends when the input is at its end and has said nothing for so long; 0
 *     for a service that goes on for ever
 */
public record ServiceSettings(
    String checkpoints,
    long checkpointMillis,
    String restoreFrom,
    StateBackend stateBackend,
    long endAfterIdleMillis) {

  /** What holds the engine's state. */
  public enum StateBackend {
    /** RocksDB on local disk; checkpoints hold what has changed. */
    ROCKSDB,
    /** The heap. */
    HEAP
  }

  public ServiceSettings {
    if (checkpointMillis < 100) {
      throw new IllegalArgumentException(
          "the checkpoint interval is " + checkpointMillis + " ms, must be at least 100 ms");
    }
  }
}
