package io.millrace.app;

import io.millrace.connectors.shards.Manifest;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.pipelines.run.EngineSettings;
import io.millrace.pipelines.run.KafkaRecords;
import io.millrace.pipelines.run.MillRun;
import io.millrace.pipelines.run.MillService;
import io.millrace.pipelines.run.RunRequest;
import io.millrace.pipelines.run.ServiceSettings;
import io.millrace.pipelines.run.WindowReporter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The streaming service. */
@Command(
    name = "serve",
    description = {
      "Mill a stream: read topics of Kafka, and commit each window of event time once. Stopped or",
      "killed, the same command goes on from the last checkpoint."
    })
final class ServeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RECIPE", description = "A recipe in YAML with inputs of kafka.")
  private Path file;

  @Mixin private ServeOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Recipe recipe = new RecipeReader(Stages.catalog()).read(file, options.overrides());
    KafkaRecords records = KafkaRecords.of(recipe);
    EngineSettings engine = options.engine();
    try {
      ServiceSettings service = options.service();
      if (!service.restoreFrom().isEmpty()) {
        err.println("going on from " + service.restoreFrom());
      }
      RunRequest request =
          new RunRequest(
              recipe, Runs.models(recipe, err), options.output(), options.whenThere(), engine);
      boolean here = engine.flinkMaster().equals(EngineSettings.EMBEDDED);
      try (Interruption watch =
              Interruption.watch(
                  engine, "; the same command goes on from the last checkpoint", err);
          AutoCloseable line = here ? ProgressLine.start(err) : () -> {}) {
        new MillService(request, service, records, new Reporter()).start().await();
      }
      return ExitCode.DONE;
    } catch (IOException | RuntimeException failure) {
      throw failure;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      Runs.deleteFolder(engine.temporary());
    }
  }

  /** Makes the reports of a window where it is committed. */
  static final class Reporter implements WindowReporter {

    private static final long serialVersionUID = 1L;

    @Override
    public SortedMap<String, byte[]> files(
        Recipe recipe, MillRun.Result result, Manifest manifest) {
      return Reports.files(recipe, result, manifest);
    }
  }
}
