package io.millrace.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.broker.KafkaBroker;
import io.millrace.connectors.kafka.MessageHeaders;
import io.millrace.connectors.read.MessageKind;
import io.millrace.corpus.InputRecord;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.commit.WindowReporter;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.engine.EngineSettings.Runner;
import io.millrace.pipelines.engine.ServiceSettings;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.pipelines.testing.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A topic of a real broker, and a service on the embedded engine that reads it. */
final class ServedTopic {

  private static final long LIMIT_SECONDS = 240;
  private static final int CHECKPOINT_MILLIS = 500;

  private final KafkaBroker broker;
  private final Path folder;
  private final String topic;
  private final Recipe recipe;

  /**
   * @param folder folder of the output and the checkpoints
   * @param kafka additional settings of the input, such as {@code idle_seconds: 3600}
   * @param rest stages, windows and output of the recipe
   */
  ServedTopic(KafkaBroker broker, Path folder, String topic, String kafka, String rest) {
    this.broker = broker;
    this.folder = folder;
    this.topic = topic;
    String input = "{bootstrap: '" + broker.bootstrap() + "', topic: " + topic + ", " + kafka + "}";
    this.recipe = recipe("inputs:\n  - kafka: " + input + "\n" + rest);
  }

  static Recipe recipe(String yaml) {
    return new RecipeReader(Stages.catalog()).read(yaml, "test.yaml", Overrides.none());
  }

  /** A service with one worker that is not started, for tests of its steps or errors. */
  static MillService notStarted(
      Path folder, Recipe recipe, PTransform<PBegin, PCollection<InputRecord>> source) {
    EngineSettings engine = new EngineSettings(Runner.FLINK, 1, EngineSettings.EMBEDDED, folder);
    return new MillService(
        new RunRequest(
            recipe,
            new TreeMap<>(),
            folder.resolve("out").toString(),
            OutputFolder.WhenThere.REFUSE,
            engine),
        new ServiceSettings(
            folder.toUri().toString(), 1000, "", ServiceSettings.StateBackend.HEAP, 0),
        source,
        WindowReporter.NONE);
  }

  Path output() {
    return folder.resolve("out");
  }

  Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  /** Starts the service, which resumes from its newest checkpoint if there is one. */
  MillService.Running start() throws IOException {
    return start(2);
  }

  /** The same with a number of workers. */
  MillService.Running start(int parallelism) throws IOException {
    return start(parallelism, Checkpoints.newest(checkpoints().toString()).orElse(""));
  }

  /**
   * Starts the service.
   *
   * @param restoreFrom checkpoint or savepoint to resume from; empty to begin anew
   */
  MillService.Running start(int parallelism, String restoreFrom) throws IOException {
    Files.createDirectories(folder);
    ServiceSettings settings =
        new ServiceSettings(
            checkpoints().toUri().toString(),
            CHECKPOINT_MILLIS,
            restoreFrom,
            ServiceSettings.StateBackend.ROCKSDB,
            0);
    EngineSettings engine =
        new EngineSettings(
            Runner.FLINK,
            parallelism,
            EngineSettings.EMBEDDED,
            Files.createTempDirectory(folder, "engine"));
    RunRequest request =
        new RunRequest(
            recipe, new TreeMap<>(), output().toString(), OutputFolder.WhenThere.REFUSE, engine);
    return new MillService(
            request, settings, KafkaRecords.of(recipe, settings.checkpoints()), WindowReporter.NONE)
        .start();
  }

  /** Stops a service with a savepoint. */
  static String stop(MillService.Running service) throws IOException {
    String savepoint = service.stop(Duration.ofSeconds(60));
    service.await();
    return savepoint;
  }

  /** Publishes documents to a partition. */
  void publish(int partition, String... values) {
    try (Producer<byte[], byte[]> producer = broker.producer()) {
      for (String value : values) {
        producer.send(message(topic, partition, value));
      }
    }
  }

  static ProducerRecord<byte[], byte[]> message(String topic, int partition, String value) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(topic, partition, null, value.getBytes(StandardCharsets.UTF_8));
    message
        .headers()
        .add(MessageHeaders.KIND, MessageKind.DOCUMENT.key().getBytes(StandardCharsets.UTF_8));
    return message;
  }

  boolean committed(String window) {
    return Files.exists(output().resolve("windows").resolve(window).resolve("_SUCCESS"));
  }

  /** Number of late records in files; -1 while a file is being written. */
  int lateLines() {
    try {
      return Sample.lateLines(output());
    } catch (IOException beingWritten) {
      return -1;
    }
  }

  /** Something to wait for. */
  @FunctionalInterface
  interface Moment {
    boolean isNow() throws Exception;
  }

  /** Waits for a condition that another thread or process fulfils. */
  static void await(Moment moment) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!moment.isNow()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      never.await(100, TimeUnit.MILLISECONDS);
    }
  }
}
