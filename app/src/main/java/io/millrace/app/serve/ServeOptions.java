package io.millrace.app.serve;

import io.millrace.app.run.EngineOptions;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.engine.ServiceSettings;
import io.millrace.pipelines.engine.ServiceSettings.StateBackend;
import io.millrace.pipelines.output.OutputFolder.WhenThere;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.stream.Checkpoints;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options of the streaming service. */
final class ServeOptions {

  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9+.]*:/.*");

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Output directory: a path or URL that all workers reach.")
  private String output;

  @Option(
      names = "--overwrite",
      description =
          "Start from the beginning: replace an earlier stream and ignore its checkpoints.")
  private boolean overwrite;

  @Option(
      names = "--set",
      paramLabel = "K=V",
      description = "Change a setting of the recipe, such as inputs.kafka.topic=pages. Repeatable.")
  private List<String> sets = new ArrayList<>();

  @Mixin private EngineOptions engine;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "TIME",
      description =
          "Time from one checkpoint to the next (default: ${DEFAULT-VALUE}). A window is committed"
              + " with the checkpoint after it closes.",
      defaultValue = "10s")
  private String checkpointInterval;

  @Option(
      names = "--checkpoints",
      paramLabel = "DIR",
      description =
          "Folder for the checkpoints of this output, which all workers reach (default: --output"
              + " plus .checkpoints).")
  private String checkpoints;

  @Option(
      names = "--savepoint",
      paramLabel = "PATH",
      description =
          "Continue from this savepoint or checkpoint (default: the newest in --checkpoints).")
  private String savepoint;

  @Option(
      names = "--state-backend",
      description = "Store of the engine's state: rocksdb (default), or heap.",
      defaultValue = "ROCKSDB")
  private StateBackend stateBackend;

  @Option(
      names = "--status",
      paramLabel = "[HOST:]PORT",
      description =
          "Answer /health, /ready and /metrics (Prometheus) at this address (default host:"
              + " 127.0.0.1).")
  private String status;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  Overrides overrides() {
    Overrides overrides = Overrides.none();
    for (String assignment : sets) {
      overrides = overrides.set(assignment);
    }
    return overrides;
  }

  /** Address of the output. A path is made absolute, since workers have another current folder. */
  String output() {
    return absolute(output);
  }

  WhenThere whenThere() {
    return overwrite ? WhenThere.OVERWRITE : WhenThere.REFUSE;
  }

  EngineSettings engine() throws IOException {
    return engine.settings(spec, EngineSettings.Runner.FLINK);
  }

  ServiceSettings service(EngineSettings engineSettings) throws IOException {
    String folder =
        checkpoints == null
            ? output().replaceFirst("/+$", "") + ".checkpoints"
            : absolute(checkpoints);
    Checkpoints.check(folder, engineSettings);
    String restore = "";
    if (savepoint != null) {
      restore = url(absolute(savepoint));
    } else if (!overwrite) {
      restore = Checkpoints.newest(folder).orElse("");
    }
    try {
      return new ServiceSettings(
          url(folder),
          millis("--checkpoint-interval", checkpointInterval),
          restore,
          stateBackend,
          0);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage());
    }
  }

  /** Address of the status server. */
  Optional<InetSocketAddress> status() {
    if (status == null) {
      return Optional.empty();
    }
    int colon = status.lastIndexOf(':');
    try {
      int port = Integer.parseInt(status.substring(colon + 1));
      String host = colon < 0 ? "127.0.0.1" : status.substring(0, colon);
      return Optional.of(InetSocketAddress.createUnresolved(host, port));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(),
          "--status is '" + status + "'; it must be a port, or HOST:PORT such as 0.0.0.0:9250");
    }
  }

  private long millis(String option, String text) {
    try {
      return Duration.parse("PT" + text).toMillis();
    } catch (DateTimeParseException none) {
      throw new ParameterException(
          spec.commandLine(), option + " is '" + text + "'; it must be a time such as 10s or 5m");
    }
  }

  private static String absolute(String address) {
    return SCHEME.matcher(address).matches() || address.isBlank()
        ? address
        : Path.of(address).toAbsolutePath().normalize().toString();
  }

  /** The address as a URL, as Flink needs it. */
  private static String url(String address) {
    return SCHEME.matcher(address).matches() ? address : "file://" + address;
  }
}
