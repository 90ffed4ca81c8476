package io.millrace.app.run;

import io.millrace.app.cli.TemporaryFolders;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.engine.EngineSettings.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options: where a pipeline runs, and with how many workers. */
public final class EngineOptions {

  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s/:]+:[0-9]{1,5}|\\[[0-9a-f:.]+\\]:[0-9]{1,5}");

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Parallel workers (default: the number of processors).")
  private Integer parallelism;

  @Option(
      names = "--flink-master",
      paramLabel = "HOST:PORT",
      description = "REST endpoint of a Flink cluster (default: an embedded engine).",
      defaultValue = EngineSettings.EMBEDDED)
  private String flinkMaster;

  /**
   * Engine settings with a new temporary folder, which the command deletes.
   *
   * @param spec of the command, for errors
   */
  public EngineSettings settings(CommandSpec spec, Runner runner) throws IOException {
    int workers = parallelism == null ? Runtime.getRuntime().availableProcessors() : parallelism;
    if (workers < 1) {
      throw new ParameterException(
          spec.commandLine(), "--parallelism is " + workers + "; it must be at least 1");
    }
    if (!flinkMaster.equals(EngineSettings.EMBEDDED) && !ADDRESS.matcher(flinkMaster).matches()) {
      throw new ParameterException(
          spec.commandLine(), "--flink-master is '" + flinkMaster + "'; it must be HOST:PORT");
    }
    return new EngineSettings(runner, workers, flinkMaster, temporary());
  }

  /** Not locked for a cluster, whose workers may use the folder after this process ends. */
  private Path temporary() throws IOException {
    if (!flinkMaster.equals(EngineSettings.EMBEDDED)) {
      return Files.createTempDirectory(TemporaryFolders.PREFIX);
    }
    return TemporaryFolders.create(Path.of(System.getProperty("java.io.tmpdir")));
  }
}
