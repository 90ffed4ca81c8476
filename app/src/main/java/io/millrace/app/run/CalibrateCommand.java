package io.millrace.app.run;

import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Interruption;
import io.millrace.app.cli.Messages;
import io.millrace.app.cli.ProgressLine;
import io.millrace.app.cli.TemporaryFolders;
import io.millrace.app.cli.WrongUseException;
import io.millrace.app.models.RecipeModels;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.pipelines.batch.MillRun;
import io.millrace.pipelines.calibrate.Calibration;
import io.millrace.pipelines.calibrate.StopWordLearner;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.commit.RunResult;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.OutputFolder.WhenThere;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.pipelines.summary.Ending;
import io.millrace.pipelines.summary.RunSummary;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.layout.Manifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Learns thresholds for each language. */
@Command(
    name = "calibrate",
    description = {
      "Learn thresholds and stop words for each language from the recipe's input.",
      "Thresholds are quantiles of the signals of the stage culturax. Use the file as"
          + " the setting 'calibration' of culturax and gopher-quality."
    })
public final class CalibrateCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RECIPE", description = "A recipe in YAML that has the stage culturax.")
  private Path file;

  @Option(names = "--output", required = true, paramLabel = "FILE", description = "File to write.")
  private Path output;

  @Option(
      names = "--percentile",
      defaultValue = "10",
      description = "Percentile for lower limits; upper limits use 100 minus it (default: 10).")
  private double percentile;

  @Option(
      names = "--minimum-documents",
      defaultValue = "100",
      description = "Languages with fewer documents get no thresholds (default: 100).")
  private long minimum;

  @Mixin private RunOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Recipe recipe = new RecipeReader(Stages.catalog()).read(file, options.overrides());
    int stage =
        recipe.stages().stream().map(Recipe.Stage::name).toList().indexOf(Calibration.STAGE);
    if (stage < 0 || !(percentile > 0 && percentile < 50)) {
      throw new WrongUseException(
          stage < 0
              ? file + " has no stage culturax; add it, since calibrate learns its thresholds"
              : "--percentile is " + percentile + "; it must be between 0 and 50");
    }
    EngineSettings engine = options.engine();
    try {
      Path scratch = engine.temporary().resolve("run");
      RunRequest request =
          new RunRequest(
              recipe, RecipeModels.models(recipe), scratch.toString(), WhenThere.REFUSE, engine);
      RunResult result;
      PrintWriter err = spec.commandLine().getErr();
      try (Interruption watch = Interruption.watch(engine, false, err);
          ProgressLine line = RunProgress.start(err)) {
        result =
            new MillRun(request, (RunResult run, Manifest manifest) -> Collections.emptySortedMap())
                .run();
      }
      write(recipe, result, scratch);
      return ExitCode.DONE;
    } finally {
      TemporaryFolders.delete(engine.temporary());
    }
  }

  private static StopWordLearner stopWords(Path scratch) throws IOException {
    StopWordLearner learner = new StopWordLearner();
    FinishedOutput kept = FinishedOutput.open(scratch.toString());
    kept.forEachDocument(
        kept.manifest().shards().stream().map(ShardInfo::path).toList(), learner::add);
    return learner;
  }

  private void write(Recipe recipe, RunResult result, Path scratch) throws IOException {
    int stage = result.stages().indexOf(Calibration.STAGE);
    RunSummary summary = result.summary();
    StopWordLearner words = stopWords(scratch);
    Calibration calibration =
        Calibration.learn(
            recipe.hash(),
            summary.distributions(),
            result.rules().get(stage),
            words.lists(),
            percentile,
            minimum);
    PrintWriter err = spec.commandLine().getErr();
    calibration
        .leftOut(summary.distributions(), languages(summary), minimum)
        .forEach(
            (language, reason) -> err.println("no thresholds for " + language + ": " + reason));
    words
        .tooFew()
        .forEach(
            (language, count) ->
                err.println(
                    Messages.of(
                        "no stop words for %s: %s words in kept documents, fewer than %s",
                        language, count, StopWordLearner.TOO_FEW)));
    if (calibration.documents().isEmpty()) {
      throw new MillraceException(
          ErrorKind.TOO_LITTLE_INPUT,
          Messages.of(
              "no language has enough documents, so %s is not written; give more input or a lower"
                  + " --minimum-documents",
              output));
    }
    Files.write(output, calibration.toBytes());
    err.println(
        Messages.of(
            "thresholds for %s languages in %s; to use them, add"
                + " --set stages.culturax.calibration=%2$s",
            calibration.documents().size(), output));
  }

  private static Set<String> languages(RunSummary summary) {
    return summary.endings().stream()
        .filter(ending -> !ending.language().isEmpty())
        .map(Ending::language)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
