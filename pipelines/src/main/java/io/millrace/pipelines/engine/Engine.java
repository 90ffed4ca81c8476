package io.millrace.pipelines.engine;

import io.millrace.connectors.files.ObjectStores;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.pipelines.engine.EngineSettings.Runner;
import io.millrace.pipelines.engine.rest.OwnRest;
import io.millrace.pipelines.failure.Failures;
import io.millrace.pipelines.plugin.Plugins;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.slf4j.LoggerFactory;

/** Turns engine settings into the options of Beam's runners. */
public final class Engine {

  private static final int ANSWER_MILLIS = 10_000;
  private static final String CONFIGURATION = "flink-conf.yaml";

  /** Address of all ports of an embedded engine. */
  private static final String LOOPBACK = "127.0.0.1";

  /** Long, since a checkpoint waits while shards are rephrased and written. */
  private static final long CHECKPOINT_TIMEOUT_MILLIS = 3_600_000;

  /** While a worker is away, each restart fails at once. */
  private static final long RETRY_MILLIS = 2_000;

  /** Records whose results go to one file: enough for few files, few enough for the memory. */
  private static final long BUNDLE_RECORDS = 5_000;

  private static final long BUNDLE_MILLIS = 2_000;

  private static final long WATERMARK_MILLIS = 200;

  /**
   * Flink's key groups: parts of the keyed state, which workers share. If this is set, the runner
   * cuts a source into as many parts; if not, into as many as there are workers at the first start.
   * So each partition of a topic is a part, and a later start can use more workers.
   */
  private static final int MOST_WORKERS = 128;

  private Engine() {}

  /** Starts to load Beam's options in the background, which takes a third of a second. */
  public static void load() {
    // SLF4J prints a warning when two threads log their first line at once
    LoggerFactory.getILoggerFactory();
    Thread loading = new Thread(PipelineOptionsFactory::create, "engine-options");
    loading.setDaemon(true);
    loading.start();
  }

  public static PipelineOptions options(EngineSettings settings) throws IOException {
    return settings.runner() == Runner.DIRECT ? direct(settings) : flink(settings);
  }

  private static PipelineOptions direct(EngineSettings settings) {
    DirectOptions options = ObjectStores.known(PipelineOptionsFactory.as(DirectOptions.class));
    options.setRunner(DirectRunner.class);
    options.setTargetParallelism(settings.parallelism());
    // These checks encode every element between steps, which is too slow for real data.
    options.setEnforceImmutability(false);
    options.setEnforceEncodability(false);
    return options;
  }

  private static PipelineOptions flink(EngineSettings settings) throws IOException {
    if (!settings.flinkMaster().equals(EngineSettings.EMBEDDED)) {
      checkAnswers(settings.flinkMaster());
    }
    FlinkPipelineOptions options =
        ObjectStores.known(PipelineOptionsFactory.as(FlinkPipelineOptions.class));
    options.setRunner(FlinkRunner.class);
    options.setFlinkMaster(settings.flinkMaster());
    options.setParallelism(settings.parallelism());
    // Elements are never changed after output, so chained steps need no copies.
    options.setObjectReuse(true);
    if (settings.flinkMaster().equals(EngineSettings.EMBEDDED)) {
      options.setFlinkConfDir(embeddedConfiguration(settings).toString());
    } else {
      options.setFilesToStage(filesFor(settings));
    }
    return options;
  }

  private static List<String> filesFor(EngineSettings settings) throws IOException {
    List<String> files =
        JobFiles.of(
            System.getProperty("java.class.path"),
            new FlinkJobs(settings.flinkMaster()).classPath());
    Plugins.current().jars().forEach(jar -> files.add(jar.toString()));
    return files.isEmpty() ? List.of(JobFiles.nothing(settings.temporary())) : files;
  }

  /**
   * Options of a stream, with its engine.
   *
   * @param rest {@code HOST:PORT} of the REST endpoint
   * @param onCluster whether the job outlives this process
   */
  public record Streaming(PipelineOptions options, String rest, boolean onCluster) {}

  /** Deprecated in Beam, which has no other way to set an own backend. */
  @SuppressWarnings("deprecation")
  private static void keepStateInRocksDb(FlinkPipelineOptions options) {
    options.setStateBackendFactory(RocksDbState.class);
  }

  /**
   * Options of a stream: endless, with checkpoints.
   *
   * @param output address of the output
   */
  public static Streaming streaming(EngineSettings settings, String output, ServiceSettings service)
      throws IOException {
    if (settings.parallelism() > MOST_WORKERS) {
      throw new MillraceException(
          ErrorKind.WRONG_USE,
          "a stream has at most " + MOST_WORKERS + " workers, not " + settings.parallelism());
    }
    FlinkPipelineOptions options = flink(settings).as(FlinkPipelineOptions.class);
    options.setStreaming(true);
    options.setJobName(jobName(output));
    options.setMaxParallelism(MOST_WORKERS);
    boolean onCluster = !settings.flinkMaster().equals(EngineSettings.EMBEDDED);
    // an attached runner gives up when the JobManager is away
    options.setAttachedMode(!onCluster);
    options.setCheckpointingInterval(service.checkpointMillis());
    options.setCheckpointTimeoutMillis(CHECKPOINT_TIMEOUT_MILLIS);
    options.setFailOnCheckpointingErrors(false);
    options.setExternalizedCheckpointsEnabled(true);
    options.setRetainExternalizedCheckpointsOnCancellation(true);
    options.setFinishBundleBeforeCheckpointing(true);
    options.setAutoWatermarkInterval(WATERMARK_MILLIS);
    options.setMaxBundleSize(BUNDLE_RECORDS);
    options.setMaxBundleTimeMills(BUNDLE_MILLIS);
    options.setNumberOfExecutionRetries(Integer.MAX_VALUE);
    options.setExecutionRetryDelay(RETRY_MILLIS);
    if (service.stateBackend() == ServiceSettings.StateBackend.ROCKSDB) {
      keepStateInRocksDb(options);
    } else {
      options.setStateBackend("filesystem");
    }
    options.setStateBackendStoragePath(service.checkpoints());
    if (service.endAfterIdleMillis() > 0) {
      options.setShutdownSourcesAfterIdleMs(service.endAfterIdleMillis());
      options.setEnableStableInputDrain(true);
    }
    if (!service.restoreFrom().isEmpty()) {
      options.setSavepointPath(service.restoreFrom());
    }
    String rest = settings.flinkMaster();
    if (!onCluster) {
      int port = freePort();
      rest = LOOPBACK + ":" + port;
      List<String> more =
          new ArrayList<>(
              List.of(
                  "state.backend.incremental: true",
                  "rest.bind-port: " + port,
                  "rest.port: " + port));
      if (!service.restoreFrom().isEmpty()) {
        more.add("execution.savepoint.path: " + service.restoreFrom());
      }
      Files.write(
          Path.of(options.getFlinkConfDir(), CONFIGURATION), more, StandardOpenOption.APPEND);
    }
    return new Streaming(options, rest, onCluster);
  }

  /** Name of the job of an output; only one service writes to an output. */
  public static String jobName(String output) {
    return "millrace-" + Hash128.of(output).toHex().substring(0, 8);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Fails early: Flink's client tries for more than a minute, after the output was prepared. */
  private static void checkAnswers(String master) {
    int colon = master.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(master.substring(colon + 1));
      socket.connect(new InetSocketAddress(master.substring(0, colon), port), ANSWER_MILLIS);
    } catch (IOException | IllegalArgumentException silent) {
      throw new MillraceException(
          ErrorKind.ENGINE_FAILED,
          "no Flink cluster answers at " + master + ": " + Failures.oneLine(silent),
          silent);
    }
  }

  /**
   * Configuration of the embedded engine: network buffers for the shuffles of {@code parallelism}
   * workers, and managed memory to sort in before it spills. Flink has no login, so all ports are
   * on the loopback address and the REST endpoint answers this process only.
   */
  private static Path embeddedConfiguration(EngineSettings settings) throws IOException {
    Path folder = Files.createDirectories(settings.temporary().resolve("flink"));
    int workers = settings.parallelism();
    Files.write(
        folder.resolve(CONFIGURATION),
        List.of(
            "taskmanager.memory.managed.size: " + 64 * Math.max(2, workers) + "m",
            "taskmanager.memory.network.min: " + 32 * Math.max(2, workers) + "m",
            "taskmanager.memory.network.max: " + 32 * Math.max(2, workers) + "m",
            "taskmanager.numberOfTaskSlots: " + workers,
            // large items are in packs, which are already compressed
            "taskmanager.network.batch-shuffle.compression.enabled: false",
            "io.tmp.dirs: " + Files.createDirectories(folder.resolve("tmp")),
            // not needed within one process, and the lookup takes time
            "security.delegation.tokens.enabled: false",
            "jobmanager.rpc.address: " + LOOPBACK,
            "jobmanager.bind-host: " + LOOPBACK, // also for the BlobServer
            "taskmanager.host: " + LOOPBACK,
            "taskmanager.bind-host: " + LOOPBACK,
            "rest.address: " + LOOPBACK,
            "rest.bind-address: " + LOOPBACK,
            "rest.bind-port: 0",
            OwnRest.CLOSED + ": true"));
    return folder;
  }
}
