package io.millrace.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.broker.KafkaBroker;
import io.millrace.pipelines.batch.MillRun;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.engine.EngineSettings.Runner;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.output.WindowTimes;
import io.millrace.pipelines.testing.Sample;
import io.millrace.rephrase.fake.FakeLlmServer;
import io.millrace.rephrase.fake.FaultPlan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Backpressure by a model that is slower than the stream: the numbers of requests and of records
 * read ahead are bounded, and reading stops. When the model is fast again, reading continues, and
 * the window that waited for it has the bytes of a batch run.
 */
class SlowModelIT {

  /** Parallel requests. */
  private static final int IN_FLIGHT = 2;

  /** Windows of one record after the slow window; each has a cost for the engine. */
  private static final int WINDOWS = 1_300;

  /** Records of the last window, which never reach the model. */
  private static final int LAST = 12_000;

  /** Records of the first window, for which the model is called. */
  private static final int ASKED = 320;

  private static final int ANSWERS_MEANWHILE = 10;

  /** Records that the engine takes into a bundle before it checks for free buffers. */
  private static final int BUNDLE = 5_000;

  private static final String REST =
      """
      stages:
        - extract
        - dedup-minhash
        - gopher-repetition
        - rephrase:
            model: m
            server: {endpoints: ['ENDPOINT'], concurrency: {start: 2, max: 2}}
            language_model: ''
            open_documents: 4
            cache: 'sqlite:CACHE'
            gates:
              rewrite: {max_ngram_overlap: 1, max_copied_run: 1, min_name_recall: 0, min_name_precision: 0}
              max_repeated_ngrams: 1
              max_repeated_lines: 1
      windows: {size: 1h, allowed_lateness: 0s}
      output: {shards: 64}
      """;

  private static final Instant BEGIN = Instant.parse("2024-01-01T00:30:00Z");

  @TempDir private Path folder;

  /** Permits for answers of the model. */
  private final Semaphore answers = new Semaphore(0);

  private final AtomicInteger answered = new AtomicInteger();

  private String answer(String message) {
    try {
      answers.acquire();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    answered.incrementAndGet();
    return "Die Mühle steht am Bach, und der Müller mahlt das Korn des Dorfes.";
  }

  private static String line(int hour, String id, String text) {
    return "{\"id\":\""
        + id
        + "\",\"timestamp\":\""
        + BEGIN.plus(hour, ChronoUnit.HOURS)
        + "\",\"language\":\"de\",\"text\":\""
        + text
        + "\"}";
  }

  private static String window(int hour) {
    WindowTimes hours = new WindowTimes(3_600_000, 0);
    return hours.name(hours.startOf(BEGIN.plus(hour, ChronoUnit.HOURS).toString(), 0));
  }

  /** Documents for the model, all of one window. */
  private static List<String> forTheModel() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < ASKED; i++) {
      lines.add(line(0, "asked-" + i, "Das Korn Nummer " + i + " wird am Morgen zu Mehl."));
    }
    return lines;
  }

  /** Documents that a filter drops: many windows, then many documents of one window. */
  private static List<String> others() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      lines.add(line(1 + i, "one-" + i, "Noch einmal. ".repeat(30)));
    }
    for (int i = 0; i < LAST; i++) {
      lines.add(line(1 + WINDOWS, "last-" + i, "Noch einmal. ".repeat(30)));
    }
    return lines;
  }

  private static void publish(KafkaBroker broker, List<String> lines) {
    try (Producer<byte[], byte[]> producer = broker.producer()) {
      lines.forEach(line -> producer.send(ServedTopic.message("texts", 0, line)));
    }
  }

  /** Messages that the consumers of this process have read. */
  private static long consumed() throws JMException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    double most = 0;
    for (ObjectName name :
        beans.queryNames(
            new ObjectName("kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*"),
            null)) {
      most = Math.max(most, (Double) beans.getAttribute(name, "records-consumed-total"));
    }
    return (long) most;
  }

  /** Waits until nothing was read for some seconds; returns the number of messages read. */
  private static long consumedWhenItStops() throws Exception {
    long[] seen = {-1, 0};
    ServedTopic.await(
        () -> {
          long now = consumed();
          if (now != seen[0]) {
            seen[0] = now;
            seen[1] = System.nanoTime();
          }
          return now > 0 && System.nanoTime() - seen[1] > TimeUnit.SECONDS.toNanos(6);
        });
    return seen[0];
  }

  private String rest(FakeLlmServer server, String cache) {
    return REST.replace("ENDPOINT", server.endpoint())
        .replace("CACHE", folder.resolve(cache).toString());
  }

  private void batch(FakeLlmServer server, Path file, Path out) throws IOException {
    RunRequest request =
        new RunRequest(
            ServedTopic.recipe("inputs:\n  - jsonl: '" + file + "'\n" + rest(server, "batch.db")),
            new TreeMap<>(),
            out.toString(),
            OutputFolder.WhenThere.REFUSE,
            new EngineSettings(
                Runner.FLINK, 1, EngineSettings.EMBEDDED, folder.resolve("batch-engine")));
    new MillRun(request, (r, m) -> Collections.emptySortedMap()).run();
  }

  @Test
  void pausesReadingWhileTheModelIsSlow() throws Exception {
    List<String> asked = forTheModel();
    List<String> others = others();
    List<String> all = new ArrayList<>(asked);
    all.addAll(others);
    try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"));
        FakeLlmServer server = FakeLlmServer.answering(FaultPlan.NONE, this::answer)) {
      // else the broker deletes these messages, which are older than a week
      broker.createTopic("texts", 1, Map.of("retention.ms", "-1"));
      ServedTopic served =
          new ServedTopic(
              broker,
              folder,
              "texts",
              "out_of_order_seconds: 0, idle_seconds: 3600",
              rest(server, "stream.db"));
      MillService.Running service = served.start(1);
      publish(broker, asked);
      publish(broker, List.of(line(1, "next", "Noch einmal. ".repeat(30))));
      ServedTopic.await(() -> server.requests() > 0);
      publish(broker, others);
      long stopped = consumedWhenItStops();
      for (int i = 1; i <= ANSWERS_MEANWHILE; i++) {
        int wanted = i;
        answers.release();
        ServedTopic.await(() -> answered.get() == wanted);
      }
      assertThat(consumedWhenItStops()).as("read meanwhile").isEqualTo(stopped);
      assertThat(stopped).isLessThan(ASKED + WINDOWS + 2 * BUNDLE);
      assertThat(server.mostInFlight()).isBetween(1, IN_FLIGHT);
      assertThat(served.committed(window(0))).isFalse();

      answers.release(1_000_000);
      ServedTopic.await(() -> served.committed(window(0)));
      ServedTopic.await(() -> consumed() > stopped);
      assertThat(server.mostInFlight()).isEqualTo(IN_FLIGHT);
      service.cancel();
      service.await();
      Path batch = folder.resolve("batch");
      batch(server, Sample.write(folder.resolve("in.jsonl"), asked), batch);
      assertSame(
          batch.resolve("windows").resolve(window(0)),
          served.output().resolve("windows").resolve(window(0)));
    }
  }

  /** Compares without manifests, whose numbers of calls differ. */
  private static void assertSame(Path batch, Path stream) {
    Map<String, String> files = Sample.hashes(batch);
    Map<String, String> same = Sample.hashes(stream);
    for (Map<String, String> each : List.of(files, same)) {
      each.keySet().removeIf(name -> name.matches("(manifest\\.json|_SUCCESS)"));
    }
    assertThat(same).isEqualTo(files).hasSizeGreaterThan(64);
  }
}
