package io.millrace.app;

import io.millrace.connectors.models.ModelStore;
import io.millrace.connectors.models.ModelUnavailableException;
import io.millrace.connectors.models.ResolvedModel;
import io.millrace.pipelines.batch.MillRun;
import io.millrace.pipelines.chain.ChainResources;
import io.millrace.pipelines.chain.DocumentChain;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.commit.RunResult;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.failure.RunException;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.flow.RunRequest.ModelFile;
import io.millrace.pipelines.flow.Sampling;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.WindowIndex;
import io.millrace.pipelines.recipe.Recipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;

/** What commands with a pipeline have in common. */
final class Runs {

  private Runs() {}

  /** Finds the models that a recipe needs. */
  static SortedMap<String, ModelFile> models(Recipe recipe) throws IOException {
    Stages.checkModelFiles(recipe);
    SortedMap<String, ModelFile> models = new TreeMap<>();
    for (String name : Stages.modelsOf(recipe)) {
      models.put(name, model(recipe, name));
    }
    return models;
  }

  /**
   * Finds the models that a recipe needs, and those that it can do without: of a model for
   * rephrasing that is not to be had it is said so.
   */
  static SortedMap<String, ModelFile> models(Recipe recipe, PrintWriter err) throws IOException {
    SortedMap<String, ModelFile> models = models(recipe);
    for (String name : Stages.generatorsOf(recipe)) {
      try {
        models.put(name, model(recipe, name));
      } catch (ModelUnavailableException missing) {
        err.println(
            "rephrase: model '"
                + name
                + "' is not to be had, so originals are passed on as they are: "
                + missing.getMessage());
        err.flush();
      }
    }
    return models;
  }

  private static ModelFile model(Recipe recipe, String name) throws IOException {
    if (store().names().contains(name)) {
      Optional<Path> given = Optional.ofNullable(recipe.models().get(name)).map(Path::of);
      ResolvedModel found = store().resolve(name, given);
      return new ModelFile(found.path().toString(), found.spec().sha256());
    }
    return new ModelFile(name, ModelStore.sha256(Path.of(name)));
  }

  static ModelStore store() {
    return ModelStore.of(System.getenv());
  }

  /** The chain of a recipe, to look at: no model is loaded, nor looked for. */
  static DocumentChain chain(Recipe recipe) {
    return Stages.chain(recipe, ChainResources.withoutMarks(recipe, Collections.emptySortedMap()));
  }

  /** Runs a recipe with a live line, and says what came of it. */
  static int run(
      Recipe recipe, OutputOptions output, RunOptions options, Sampling sampling, CommandSpec spec)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    EngineSettings engine = options.engine();
    try {
      RephraseServers.authorize(recipe, engine, err);
      RunRequest request =
          new RunRequest(
              recipe, models(recipe, err), output.output(), output.whenThere(), engine, sampling);
      RunResult result;
      try (Interruption watch = Interruption.watch(engine, output.resumable(), err);
          ProgressLine line = RunProgress.start(err)) {
        result =
            new MillRun(
                    request,
                    (run, manifest) -> Reports.files(recipe, run, manifest),
                    new ServeCommand.Reporter())
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

  /** A file that a command is to read. */
  static Path file(Path path) {
    if (!Files.isRegularFile(path) && (Files.isDirectory(path) || !Files.exists(path))) {
      throw new RunException(
          RunException.Kind.WRONG_USE,
          path + (Files.exists(path) ? " is a folder, not a file" : ": there is no such file"));
    }
    return path;
  }

  static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
