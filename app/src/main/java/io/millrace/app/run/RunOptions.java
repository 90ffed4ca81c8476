package io.millrace.app.run;

import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.engine.EngineSettings.Runner;
import io.millrace.pipelines.recipe.Overrides;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options of every command that runs a recipe. */
public final class RunOptions {

  @Option(
      names = "--input",
      paramLabel = "KIND=GLOB",
      description =
          "Read this instead of the recipe's inputs. KIND is warc, parquet, culturax, jsonl, text,"
              + " image-list, webdataset or image-folder. Repeatable.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "K=V",
      description =
          "Change a setting of the recipe, such as stages.langid.threshold=.8. Repeatable.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--runner",
      description = "Engine: flink (default), or direct for tiny inputs.",
      defaultValue = "FLINK")
  private Runner runner;

  @Mixin private EngineOptions engine;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  public Overrides overrides() {
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

  /** Engine settings with a new temporary folder, which the run deletes. */
  EngineSettings engine() throws IOException {
    return engine.settings(spec, runner);
  }
}
