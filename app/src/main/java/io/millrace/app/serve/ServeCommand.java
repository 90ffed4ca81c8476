package io.millrace.app.serve;

import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Interruption;
import io.millrace.app.cli.Logging;
import io.millrace.app.cli.TemporaryFolders;
import io.millrace.app.models.RecipeModels;
import io.millrace.app.run.RephraseServers;
import io.millrace.app.run.Reports;
import io.millrace.app.run.RunProgress;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.engine.ServiceSettings;
import io.millrace.pipelines.failure.Failures;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.pipelines.stream.KafkaRecords;
import io.millrace.pipelines.stream.MillService;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The streaming service. */
@Command(
    name = "serve",
    description = {
      "Run a recipe as a service: read Kafka topics and commit each window of event time once.",
      "After a stop or a crash, the same command continues from the last checkpoint."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace serve examples/stream/recipe.yaml --output /data/corpus",
      "  millrace serve stream.yaml --output s3://bucket/corpus --status 0.0.0.0:9250"
    })
public final class ServeCommand implements Callable<Integer> {

  /** Longest wait for a savepoint when the user stops the service. */
  private static final Duration STOP = Duration.ofSeconds(60);

  /** The service is not ready when its newest checkpoint is older than this many intervals. */
  private static final int CHECKPOINTS_MISSED = 10;

  private static final long LEAST_READY_MILLIS = 60_000;

  @Parameters(paramLabel = "RECIPE", description = "A recipe in YAML with Kafka inputs.")
  private Path file;

  @Mixin private ServeOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Logging.run(RunRequest.id(options.output()));
    PrintWriter err = spec.commandLine().getErr();
    Recipe recipe = new RecipeReader(Stages.catalog()).read(file, options.overrides());
    EngineSettings engine = options.engine();
    try {
      RephraseServers.authorize(recipe, engine, err);
      ServiceSettings service = options.service(engine);
      KafkaRecords records = KafkaRecords.of(recipe, service.checkpoints());
      if (!service.restoreFrom().isEmpty()) {
        err.println("continuing from " + service.restoreFrom());
      }
      RunRequest request =
          new RunRequest(
              recipe,
              RecipeModels.models(recipe, err),
              options.output(),
              options.whenThere(),
              engine);
      boolean here = engine.flinkMaster().equals(EngineSettings.EMBEDDED);
      AtomicReference<MillService.Running> running = new AtomicReference<>();
      try (Interruption watch = Interruption.watch(engine, () -> stop(running.get()), err)) {
        running.set(new MillService(request, service, records, new Reports.OfWindow()).start());
        err.println("serving into " + options.output() + "; Ctrl-C stops it with a savepoint");
        err.flush();
        try (AutoCloseable status = answer(running.get(), service, err);
            AutoCloseable line =
                here
                    ? RunProgress.start(err)
                    : ServiceProgress.start(running.get().monitor()::look, err)) {
          running.get().await();
        }
      }
      return ExitCode.DONE;
    } catch (IOException | RuntimeException failure) {
      throw failure;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      TemporaryFolders.delete(engine.temporary());
    }
  }

  private AutoCloseable answer(
      MillService.Running running, ServiceSettings service, PrintWriter err) throws IOException {
    Optional<InetSocketAddress> address = options.status();
    if (address.isEmpty()) {
      return () -> {};
    }
    return StatusServer.start(
        address.get().getHostString(),
        address.get().getPort(),
        running.monitor()::look,
        Math.max(LEAST_READY_MILLIS, CHECKPOINTS_MISSED * service.checkpointMillis()),
        err);
  }

  /** Stops the service, with a savepoint if possible, and returns how to continue. */
  private static String stop(MillService.Running running) {
    String next = "; the same command continues from ";
    if (running == null) {
      return next + "the last checkpoint";
    }
    try {
      return next + running.stop(STOP);
    } catch (IOException | RuntimeException failure) {
      try {
        running.cancel();
      } catch (IOException | RuntimeException ended) {
        // the service has ended already
      }
      return next
          + "the last checkpoint, since no savepoint was made: "
          + Failures.oneLine(failure);
    }
  }
}
