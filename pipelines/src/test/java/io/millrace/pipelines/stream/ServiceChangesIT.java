package io.millrace.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.broker.KafkaBroker;
import io.millrace.pipelines.batch.MillRun;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.engine.EngineSettings.Runner;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.testing.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes between two starts of a service: another number of workers, and a savepoint that is older
 * than committed windows. Its windows have the bytes of a batch run over the same records.
 */
class ServiceChangesIT {

  private static final int PARTITIONS = 3;
  private static final int DAYS = 28;

  /** Lists extract, which is added to a stream but not to JSON Lines. */
  private static final String STAGES = Sample.STAGES.replace("stages:\n", "stages:\n  - extract\n");

  private static final String REST =
      """
      windows: {size: 1d, allowed_lateness: 1h}
      output: {shards: 3}
      """;

  @TempDir private Path folder;

  private KafkaBroker broker;
  private List<String> lines;
  private Path batch;
  private ServedTopic served;

  @BeforeEach
  void start() throws Exception {
    lines = Sample.documents(280, 11).subList(0, 280);
    Path file = Sample.write(folder.resolve("in.jsonl"), lines);
    batch = folder.resolve("batch");
    RunRequest request =
        new RunRequest(
            ServedTopic.recipe("inputs:\n  - jsonl: '" + file + "'\n" + STAGES + REST),
            new TreeMap<>(),
            batch.toString(),
            OutputFolder.WhenThere.REFUSE,
            new EngineSettings(
                Runner.FLINK,
                2,
                EngineSettings.EMBEDDED,
                Files.createTempDirectory(folder, "engine")));
    new MillRun(request, (r, m) -> Collections.emptySortedMap()).run();
    broker = KafkaBroker.start(folder.resolve("broker"));
    // else the broker deletes these messages, which are older than a week
    broker.createTopic("documents", PARTITIONS, Map.of("retention.ms", "-1"));
    served =
        new ServedTopic(
            broker,
            folder,
            "documents",
            "out_of_order_seconds: 0, idle_seconds: 3600",
            STAGES + REST);
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  private static String day(int day) {
    return String.format(Locale.ROOT, "2024-01-%02d", day);
  }

  private static String window(int day) {
    return day(day) + "T00-00Z";
  }

  /** Publishes the documents of these days in order of time, to all partitions. */
  private void publish(int first, int last) {
    try (Producer<byte[], byte[]> producer = broker.producer()) {
      for (int day = first; day <= last; day++) {
        int number = 0;
        for (String line : lines) {
          if (line.contains("\"timestamp\":\"" + day(day))) {
            producer.send(ServedTopic.message("documents", number++ % PARTITIONS, line));
          }
        }
      }
    }
  }

  /** Publishes to each partition a document that closes all earlier windows. */
  private void publishEnd() {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      served.publish(
          partition,
          "{\"id\":\"end\",\"timestamp\":\"2024-09-01T00:00:00Z\",\"text\":\"The end.\"}");
    }
  }

  /** Modification time and inode of each file of a committed window. */
  private SortedMap<String, String> committedFiles() throws IOException {
    Path windows = served.output().resolve("windows");
    SortedMap<String, String> found = new TreeMap<>();
    for (String window : Sample.windows(served.output())) {
      if (served.committed(window)) {
        try (Stream<Path> files = Files.walk(windows.resolve(window))) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            found.put(
                windows.relativize(file).toString(),
                Files.getAttribute(file, "unix:ino") + " " + Files.getLastModifiedTime(file));
          }
        }
      }
    }
    return found;
  }

  private void assertSameAsBatch() throws IOException {
    assertThat(Sample.hashes(served.output().resolve("windows")))
        .isEqualTo(Sample.hashes(batch.resolve("windows")))
        .hasSizeGreaterThan(DAYS * 5);
    assertThat(served.lateLines()).isZero();
  }

  @Test
  void resumesWithAnotherNumberOfWorkers() throws Exception {
    MillService.Running one = served.start(1);
    publish(1, 10);
    ServedTopic.await(() -> served.committed(window(4)));
    ServedTopic.stop(one);
    SortedMap<String, String> ofOne = committedFiles();

    // waiting messages are read in any order of partitions
    publish(11, 20);
    MillService.Running two = served.start(2);
    ServedTopic.await(() -> served.committed(window(14)));
    ServedTopic.stop(two);
    assertThat(committedFiles()).containsAllEntriesOf(ofOne);

    publish(21, DAYS);
    publishEnd();
    MillService.Running oneAgain = served.start(1);
    ServedTopic.await(() -> served.committed(window(DAYS)));
    ServedTopic.stop(oneAgain);
    assertSameAsBatch();
  }

  @Test
  void olderSavepointChangesNoCommittedWindow() throws Exception {
    MillService.Running first = served.start();
    publish(1, 8);
    ServedTopic.await(() -> served.committed(window(4)));
    String savepoint = ServedTopic.stop(first);

    MillService.Running upgraded = served.start();
    publish(9, 16);
    ServedTopic.await(() -> served.committed(window(14)));
    ServedTopic.stop(upgraded);
    SortedMap<String, String> committed = committedFiles();
    assertThat(committed).containsKey(window(14) + "/_SUCCESS");

    publish(17, DAYS);
    publishEnd();
    MillService.Running rolledBack = served.start(2, savepoint);
    ServedTopic.await(() -> served.committed(window(DAYS)));
    ServedTopic.stop(rolledBack);
    assertThat(committedFiles()).containsAllEntriesOf(committed);
    assertSameAsBatch();
  }
}
