package io.millrace.app.run;

import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Interruption;
import io.millrace.app.cli.ProgressLine;
import io.millrace.app.cli.TemporaryFolders;
import io.millrace.app.models.RecipeModels;
import io.millrace.pipelines.batch.MillRun;
import io.millrace.pipelines.commit.RunResult;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.flow.Sampling;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.WindowIndex;
import io.millrace.pipelines.recipe.Recipe;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a recipe for the commands {@code run} and {@code demo}. */
public final class Runs {

  private Runs() {}

  /** Runs a recipe with a progress line and prints a summary. */
  public static int run(
      Recipe recipe, OutputOptions output, RunOptions options, Sampling sampling, CommandSpec spec)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    EngineSettings engine = options.engine();
    try {
      RephraseServers.authorize(recipe, engine, err);
      RunRequest request =
          new RunRequest(
              recipe,
              RecipeModels.models(recipe, err),
              output.output(),
              output.whenThere(),
              engine,
              sampling);
      RunResult result;
      try (Interruption watch = Interruption.watch(engine, output.resumable(), err);
          ProgressLine line = RunProgress.start(err)) {
        result =
            new MillRun(
                    request,
                    (run, manifest) -> Reports.files(recipe, run, manifest),
                    new Reports.OfWindow())
                .run();
      }
      if (recipe.windows().isOn()) {
        Endings.print(WindowIndex.of(output.output()), result.seconds(), output.output(), err);
        return ExitCode.DONE;
      }
      Endings.print(result, FinishedOutput.open(output.output()).manifest(), output.output(), err);
      return ExitCode.DONE;
    } finally {
      TemporaryFolders.delete(engine.temporary());
    }
  }
}
