package io.millrace.app.rephrase;

import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.WrongUseException;
import io.millrace.app.models.RecipeModels;
import io.millrace.app.run.RephraseServers;
import io.millrace.app.run.RunOptions;
import io.millrace.corpus.InputRecord;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.plan.InputSample;
import io.millrace.pipelines.plan.RephrasePlan;
import io.millrace.pipelines.plan.RephrasePlanner;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.rephrase.budget.BudgetState;
import io.millrace.rephrase.budget.BudgetStore;
import io.millrace.rephrase.cache.CompletionCache;
import io.millrace.rephrase.document.RephraseService;
import io.millrace.rephrase.document.RephraseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Forecasts the calls of a recipe's stage rephrase. */
@Command(
    name = "plan",
    description = {
      "Forecast calls, tokens, cost and hours of a recipe's stage rephrase.",
      "The forecast uses a sample of the input and asks no model. Intervals cover 90 %%."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace rephrase plan examples/rephrase/recipe.yaml \\",
      "    --input 'culturax=out/demo-input/culturax/*/*.parquet'",
      "  millrace rephrase plan recipe.yaml --tokens-per-second 2000 --format json"
    })
final class RephrasePlanCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RECIPE", description = "A recipe in YAML that has the stage rephrase.")
  private Path file;

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Records in the sample, at most (default: 1000).")
  private int size;

  @Option(
      names = "--sample-mb",
      paramLabel = "MB",
      defaultValue = "2000",
      description =
          "Megabytes of input to read for the sample, at most; of a larger input random parts"
              + " are read (default: 2000).")
  private long megabytes;

  @Option(
      names = "--tokens-per-second",
      paramLabel = "N",
      description = "Answer tokens per second of all servers together; needed to forecast hours.")
  private Double tokensPerSecond;

  @Option(names = "--seed", defaultValue = "0", description = "Seed of the intervals (default: 0).")
  private long seed;

  @Option(names = "--format", defaultValue = "TEXT", description = "text, or json.")
  private ReportFormat format;

  @Mixin private RunOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    atLeast("--sample", size, 1);
    atLeast("--sample-mb", megabytes, 1);
    if (tokensPerSecond != null && !(tokensPerSecond > 0 && tokensPerSecond < 1e12)) {
      throw new ParameterException(
          spec.commandLine(), "--tokens-per-second is " + tokensPerSecond + "; it must be above 0");
    }
    Recipe recipe = new RecipeReader(Stages.catalog()).read(file, options.overrides());
    RephraseSettings settings =
        recipe
            .stage(Stages.REPHRASE, RephraseSettings.class)
            .orElseThrow(() -> new WrongUseException(file + " has no stage rephrase"));
    RephraseServers.warn(recipe, spec.commandLine().getErr());
    InputSample sample = InputSample.draw(recipe, size, megabytes * 1_000_000);
    RephrasePlan plan = plan(recipe, settings, sample);
    RephraseForecast forecast =
        new RephraseForecast(recipe, settings, sample, plan, spent(settings), tokensPerSecond);
    if (format == ReportFormat.JSON) {
      spec.commandLine().getOut().println(forecast.json());
    } else {
      forecast.lines().forEach(spec.commandLine().getOut()::println);
    }
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }

  private RephrasePlan plan(Recipe recipe, RephraseSettings settings, InputSample sample)
      throws IOException {
    SortedMap<String, String> models = new TreeMap<>();
    RecipeModels.models(recipe).forEach((name, model) -> models.put(name, model.path()));
    String url = RephraseService.cacheUrl(settings, RephraseCacheOption.folder());
    // a plan does not create a missing cache
    boolean there = RephraseCacheOption.isThere(url);
    try (CompletionCache cache = CompletionCache.open(there ? url : "memory:")) {
      RephrasePlanner planner = new RephrasePlanner(recipe, models, cache);
      List<RephrasePlan.Sampled> sampled = new ArrayList<>();
      for (InputRecord record : sample.records()) {
        sampled.add(planner.plan(record));
      }
      RephrasePlan.Asking asking =
          new RephrasePlan.Asking(!settings.tokenizer().isEmpty(), settings.maxAnswers());
      return RephrasePlan.of(sampled, sample.population(), seed, asking);
    } catch (IllegalArgumentException wrong) {
      throw new WrongUseException(wrong);
    }
  }

  /** State of the budget; empty when there is none. */
  private static Optional<BudgetState> spent(RephraseSettings settings) {
    if (!settings.budget().limits()) {
      return Optional.empty();
    }
    String url = RephraseService.budgetUrl(settings, RephraseCacheOption.folder());
    try (BudgetStore store = BudgetStore.openExisting(url).orElse(null)) {
      return store == null
          ? Optional.empty()
          : store.find(settings.budget().name()).map(BudgetStore.Entry::state);
    }
  }

  private void atLeast(String option, long value, long least) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(), option + " is " + value + "; it must be at least " + least);
    }
  }
}
