package io.millrace.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.broker.KafkaBroker;
import io.millrace.pipelines.batch.MillRun;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.engine.EngineSettings.Runner;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.testing.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same records give the same bytes in every window, from files and through a real broker. */
class KafkaWindowsIT {

  private static final int PARTITIONS = 3;

  /** Lists extract, which is added to a stream but not to JSON Lines. */
  private static final String STAGES = Sample.STAGES.replace("stages:\n", "stages:\n  - extract\n");

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
  void streamInRandomOrderGivesTheBytesOfABatchRun() throws Exception {
    List<String> lines = Sample.documents(300, 11).subList(0, 300);
    Sample.write(folder.resolve("in.jsonl"), lines);
    Path files = folder.resolve("out-files");
    new MillRun(request(filesRecipe(), files), (r, m) -> Collections.emptySortedMap()).run();

    broker.createTopic("documents", PARTITIONS);
    publish(broker, shuffledWithCopies(lines));
    ServedTopic served =
        new ServedTopic(
            broker,
            folder,
            "documents",
            "out_of_order_seconds: 4000000, idle_seconds: 3600",
            STAGES + REST);
    Path out = served.output();
    MillService.Running service = served.start();
    List<String> windows = Sample.windows(files);
    ServedTopic.await(
        () ->
            windows.stream()
                .allMatch(each -> Files.exists(out.resolve("windows/" + each + "/_SUCCESS"))));
    publish(broker, lines.subList(20, 30));
    ServedTopic.await(() -> served.lateLines() == 10);
    String savepoint = ServedTopic.stop(service);

    assertThat(Sample.hashes(out.resolve("windows")))
        .isEqualTo(Sample.hashes(files.resolve("windows")))
        .hasSizeGreaterThan(30);
    assertThat(Checkpoints.newest(served.checkpoints().toString()))
        .hasValueSatisfying(
            newest -> assertThat(savepoint).endsWith(newest.substring("file://".length())));
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

  /** Publishes in the given order, then to each partition a record that closes earlier windows. */
  private static void publish(KafkaBroker broker, List<String> lines) {
    Random random = new Random(5);
    try (Producer<byte[], byte[]> producer = broker.producer()) {
      for (String line : lines) {
        producer.send(ServedTopic.message("documents", random.nextInt(PARTITIONS), line));
      }
      for (int partition = 0; partition < PARTITIONS; partition++) {
        producer.send(
            ServedTopic.message(
                "documents",
                partition,
                "{\"id\":\"end\",\"timestamp\":\"2024-09-01T00:00:00Z\",\"text\":\"The end.\"}"));
      }
    }
  }

  private Recipe filesRecipe() {
    return ServedTopic.recipe(
        "inputs:\n  - jsonl: '" + folder.resolve("in.jsonl") + "'\n" + STAGES + REST);
  }

  private RunRequest request(Recipe recipe, Path out) throws IOException {
    EngineSettings engine =
        new EngineSettings(
            Runner.FLINK, 2, EngineSettings.EMBEDDED, Files.createTempDirectory(folder, "engine"));
    return new RunRequest(
        recipe, new TreeMap<>(), out.toString(), OutputFolder.WhenThere.REFUSE, engine);
  }
}
