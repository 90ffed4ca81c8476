package io.millrace.app;

import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.run.EngineSettings;
import io.millrace.pipelines.run.EngineSettings.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options that every command with a pipeline has. */
final class RunOptions {

  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s/:]+:[0-9]{1,5}|\\[[0-9a-f:.]+\\]:[0-9]{1,5}");

  @Option(
      names = "--input",
      paramLabel = "KIND=GLOB",
      description =
          "Read this instead of the recipe's inputs: warc=, culturax=, jsonl= or text=. May be given"
              + " several times.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "K=V",
      description = "Change a setting of the recipe, such as stages.langid.threshold=.8.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Workers side by side (default: the number of processors).")
  private Integer parallelism;

  @Option(
      names = "--runner",
      description = "flink (default), or direct for tiny inputs.",
      defaultValue = "FLINK")
  private Runner runner;

  @Option(
      names = "--flink-master",
      paramLabel = "HOST:PORT",
      description = "REST endpoint of a Flink cluster (default: an embedded engine).",
      defaultValue = EngineSettings.EMBEDDED)
  private String flinkMaster;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  Overrides overrides() {
    Overrides overrides = Overrides.none();
    for (String assignment : sets) {
      overrides = overrides.set(assignment);
    }
    for (String input : inputs) {
      int equals = input.indexOf('=');
      if (equals < 1) {
        throw new ParameterException(
            spec.commandLine(), "--input is '" + input + "'; it must be KIND=GLOB");
      }
      overrides = overrides.input(input.substring(0, equals), input.substring(equals + 1));
    }
    return overrides;
  }

  /** Engine settings with a fresh temporary folder, which the run deletes. */
  EngineSettings engine() throws IOException {
    return engine(spec, runner, parallelism, flinkMaster);
  }

  /**
   * Engine settings with a fresh temporary folder, which the command deletes.
   *
   * @param parallelism null for the number of processors
   */
  static EngineSettings engine(
      CommandSpec spec, Runner runner, Integer parallelism, String flinkMaster) throws IOException {
    int workers = parallelism == null ? Runtime.getRuntime().availableProcessors() : parallelism;
    if (workers < 1) {
      throw new ParameterException(
          spec.commandLine(), "--parallelism is " + workers + "; it must be at least 1");
    }
    if (!flinkMaster.equals(EngineSettings.EMBEDDED) && !ADDRESS.matcher(flinkMaster).matches()) {
      throw new ParameterException(
          spec.commandLine(), "--flink-master is '" + flinkMaster + "'; it must be HOST:PORT");
    }
    Path temporary = Files.createTempDirectory("millrace-");
    return new EngineSettings(runner, workers, flinkMaster, temporary);
  }
}
