package io.millrace.app;

import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a recipe. */
@Command(
    name = "run",
    description = "Run a recipe and leave shards, rejects, verdicts and a report.")
final class RunCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RECIPE", description = "A recipe in YAML.")
  private Path file;

  @Mixin private OutputOptions output;

  @Mixin private RunOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Recipe recipe = new RecipeReader(Stages.catalog()).read(file, options.overrides());
    return Runs.run(recipe, output, options, spec);
  }
}
