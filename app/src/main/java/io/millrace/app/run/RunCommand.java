package io.millrace.app.run;

import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.flow.Sampling;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a recipe. */
@Command(
    name = "run",
    description = "Run a recipe; write shards, rejects, verdicts and a report.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace run examples/web-text.yaml --input warc='crawl/*.gz' --output out",
      "  millrace run examples/culturax.yaml --output out --limit 10000"
    })
public final class RunCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RECIPE", description = "A recipe in YAML.")
  private Path file;

  @Mixin private OutputOptions output;

  @Mixin private RunOptions options;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Take at most N records, those whose ids have the smallest hashes. The sample"
              + " covers the whole input and is the same each time. The input is read twice.")
  private Long limit;

  @Option(
      names = "--sample",
      paramLabel = "SHARE",
      defaultValue = "1",
      description =
          "Take about this share of the records, chosen by the hashes of their ids, such as .01.")
  private double sample;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Sampling sampling;
    try {
      if (limit != null && limit == 0) {
        throw new IllegalArgumentException("--limit is 0; it must be at least 1");
      }
      sampling = new Sampling(sample, limit == null ? 0 : limit);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
    Recipe recipe = new RecipeReader(Stages.catalog()).read(file, options.overrides());
    return Runs.run(recipe, output, options, sampling, spec);
  }
}
