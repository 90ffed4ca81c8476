package io.millrace.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.broker.KafkaBroker;
import io.millrace.connectors.kafka.MessageHeaders;
import io.millrace.connectors.read.MessageKind;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.pipelines.run.EngineSettings.Runner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same records give the same bytes in every window, as files and through a real broker. */
class KafkaWindowsIT {

  private static final int PARTITIONS = 3;
  private static final long LIMIT_SECONDS = 240;

  private static final String REST =
      """
      windows: {size: 7d, allowed_lateness: 1h}
      output: {shards: 3}
      """;

  @TempDir private Path folder;

  private KafkaBroker broker;

  @BeforeEach
  void start() throws Exception {
    broker = KafkaBroker.start(folder.resolve("broker"));
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @Test
  void throughKafkaInRandomOrderWithCopiesAndLateRecords() throws Exception {
    List<String> lines = Sample.documents(300, 11).subList(0, 300);
    Sample.write(folder.resolve("in.jsonl"), lines);
    Path files = folder.resolve("out-files");
    new MillRun(request(filesRecipe(), files), (r, m) -> Collections.emptySortedMap()).run();

    broker.createTopic("documents", PARTITIONS);
    publish(broker, shuffledWithCopies(lines));
    Path out = folder.resolve("out-kafka");
    Recipe recipe = kafkaRecipe(broker.bootstrap());
    ServiceSettings settings =
        new ServiceSettings(
            folder.resolve("checkpoints").toUri().toString(),
            500,
            "",
            ServiceSettings.StateBackend.ROCKSDB,
            0);
    MillService.Running service =
        new MillService(
                request(recipe, out), settings, KafkaRecords.of(recipe, settings.checkpoints()), WindowReporter.NONE)
            .start();
    List<String> windows = Sample.windows(files);
    await(
        () ->
            windows.stream()
                .allMatch(each -> Files.exists(out.resolve("windows/" + each + "/_SUCCESS"))));
    publish(broker, lines.subList(20, 30));
    await(() -> lateLines(out) == 10);
    String savepoint = service.stop(Duration.ofSeconds(60));
    service.await();

    assertThat(Sample.hashes(out.resolve("windows")))
        .isEqualTo(Sample.hashes(files.resolve("windows")))
        .hasSizeGreaterThan(30);
    assertThat(Checkpoints.newest(folder.resolve("checkpoints").toString()))
        .hasValueSatisfying(
            newest -> assertThat(savepoint).endsWith(newest.substring("file://".length())));
  }

  private static int lateLines(Path out) {
    try {
      return Sample.lateLines(out);
    } catch (IOException beingWritten) {
      return -1;
    }
  }

  private static List<String> shuffledWithCopies(List<String> lines) {
    Random random = new Random(3);
    List<String> all = new ArrayList<>(lines);
    for (String line : lines) {
      if (random.nextInt(4) == 0) {
        all.add(line);
      }
    }
    Collections.shuffle(all, random);
    return all;
  }

  /** Publishes in the given order, and to each partition one that lets the windows before close. */
  private static void publish(KafkaBroker broker, List<String> lines) {
    Random random = new Random(5);
    try (Producer<byte[], byte[]> producer = broker.producer()) {
      for (String line : lines) {
        producer.send(message(random.nextInt(PARTITIONS), line));
      }
      for (int partition = 0; partition < PARTITIONS; partition++) {
        producer.send(
            message(
                partition,
                "{\"id\":\"end\",\"timestamp\":\"2024-09-01T00:00:00Z\",\"text\":\"The end.\"}"));
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> message(int partition, String line) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>("documents", partition, null, line.getBytes(StandardCharsets.UTF_8));
    message
        .headers()
        .add(MessageHeaders.KIND, MessageKind.DOCUMENT.key().getBytes(StandardCharsets.UTF_8));
    return message;
  }

  /** Waits for what another process does; between two looks it lets the others work. */
  private static void await(BooleanSupplier done) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      never.await(100, TimeUnit.MILLISECONDS);
    }
  }

  private Recipe filesRecipe() {
    return recipe("inputs:\n  - jsonl: '" + folder.resolve("in.jsonl") + "'\n");
  }

  private static Recipe kafkaRecipe(String bootstrap) {
    return recipe(
        "inputs:\n  - kafka: {bootstrap: '"
            + bootstrap
            + "', topic: documents, out_of_order_seconds: 4000000, idle_seconds: 3600}\n");
  }

  /** Lists extract, which a stream, that may have pages, would get by itself. */
  private static Recipe recipe(String inputs) {
    String yaml = inputs + Sample.STAGES.replace("stages:\n", "stages:\n  - extract\n") + REST;
    return new RecipeReader(Stages.catalog()).read(yaml, "test.yaml", Overrides.none());
  }

  private RunRequest request(Recipe recipe, Path out) throws IOException {
    EngineSettings engine =
        new EngineSettings(
            Runner.FLINK, 2, EngineSettings.EMBEDDED, Files.createTempDirectory(folder, "engine"));
    return new RunRequest(
        recipe, new TreeMap<>(), out.toString(), OutputFolder.WhenThere.REFUSE, engine);
  }
}
