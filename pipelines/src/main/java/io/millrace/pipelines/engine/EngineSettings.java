package io.millrace.pipelines.engine;

import java.nio.file.Path;

/**
 * Which engine runs a pipeline, and how. The output does not depend on it.
 *
 * @param runner engine
 * @param parallelism parallel workers, at least 1
 * @param flinkMaster {@code HOST:PORT} of a cluster's REST endpoint, or {@code [local]} for the
 *     embedded engine
 * @param temporary local folder for temporary files
 */
public record EngineSettings(Runner runner, int parallelism, String flinkMaster, Path temporary) {

  /** Engines a pipeline can run on. */
  public enum Runner {
    /** Flink, embedded or a cluster. */
    FLINK,
    /** Beam's own runner, for tiny inputs and tests. */
    DIRECT
  }

  public static final String EMBEDDED = "[local]";

  public EngineSettings {
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism is " + parallelism + ", must be at least 1");
    }
  }
}
