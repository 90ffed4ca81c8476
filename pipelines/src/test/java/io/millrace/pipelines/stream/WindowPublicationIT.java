package io.millrace.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.connectors.broker.KafkaBroker;
import io.millrace.connectors.kafka.MessageHeaders;
import io.millrace.connectors.kafka.TopicTransactions;
import io.millrace.corpus.DocumentJson;
import io.millrace.pipelines.batch.MillRun;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.engine.EngineSettings.Runner;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.testing.Sample;
import io.millrace.shards.file.ShardInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each committed window is published once, after repeated commits and kills at any point. */
class WindowPublicationIT {

  private static final String STAGES = "stages: [dedup-exact]\n";
  private static final String WINDOWS = "windows: {size: 7d}\n";

  @TempDir static Path folder;

  private static KafkaBroker broker;
  private static int topics;

  private final String kept = "kept-" + ++topics;
  private final String verdicts = "verdicts-" + topics;
  private Path output;
  private Recipe recipe;
  private MillPlan plan;
  private List<Long> starts;

  @BeforeAll
  static void start() throws Exception {
    broker = KafkaBroker.start(folder.resolve("broker"));
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  /** Commits the windows of a batch run, as a stream over the same records does. */
  @BeforeEach
  void commit() throws Exception {
    Path mine = folder.resolve(kept);
    Path file = Sample.write(mine.resolve("in.jsonl"), Sample.documents(60, 5).subList(0, 60));
    output = mine.resolve("out");
    recipe =
        ServedTopic.recipe(
            "inputs:\n  - jsonl: '"
                + file
                + "'\n"
                + STAGES
                + WINDOWS
                + "output:\n  shards: 2\n  kafka: {bootstrap: '"
                + broker.bootstrap()
                + "', documents_topic: "
                + kept
                + ", verdicts_topic: "
                + verdicts
                + "}\n");
    RunRequest request =
        new RunRequest(
            recipe,
            new TreeMap<>(),
            output.toString(),
            OutputFolder.WhenThere.REFUSE,
            new EngineSettings(Runner.DIRECT, 1, EngineSettings.EMBEDDED, mine.resolve("engine")));
    new MillRun(request, (r, m) -> Collections.emptySortedMap()).run();
    plan =
        new MillPlan(
            recipe.canonicalJson(),
            new TreeMap<>(),
            output.toString(),
            1,
            mine.resolve("tmp").toString(),
            1 << 20,
            1);
    starts = Sample.windows(output).stream().map(each -> plan.windows().startOfName(each)).toList();
  }

  private void publishAll() throws IOException {
    try (WindowPublication publication = WindowPublication.open(plan)) {
      for (long start : starts) {
        publication.publish(start);
      }
    }
  }

  private Path marker(String name) {
    return output.resolve(".work/published").resolve(name);
  }

  private static String text(Header header) {
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  private static List<String> lines(String topic) throws Exception {
    List<String> lines = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> each : broker.committedMessages(topic)) {
      lines.add(
          text(each.headers().lastHeader(MessageHeaders.WINDOW))
              + ' '
              + new String(each.key(), StandardCharsets.UTF_8)
              + ' '
              + new String(each.value(), StandardCharsets.UTF_8));
    }
    return lines;
  }

  /** Documents of all shards, as they must be published. */
  private List<String> documents() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String window : Sample.windows(output)) {
      FinishedOutput of = FinishedOutput.open(output.resolve("windows/" + window).toString());
      of.forEachDocument(
          of.manifest().shards().stream().map(ShardInfo::path).toList(),
          each ->
              lines.add(
                  window
                      + ' '
                      + each.id()
                      + ' '
                      + new String(DocumentJson.toBytes(each), StandardCharsets.UTF_8)));
    }
    return lines;
  }

  @Test
  void publishesAllWindowsOnce() throws Exception {
    broker.createTopic(kept, 3);
    broker.createTopic(verdicts, 2);
    publishAll();
    publishAll();
    List<String> documents = documents();
    assertThat(lines(kept)).containsExactlyInAnyOrderElementsOf(documents).hasSizeGreaterThan(30);
    List<String> rows = lines(verdicts);
    assertThat(rows).hasSize(60);
    long ofKept = 0;
    for (String row : rows) {
      String[] parts = row.split(" ", 3);
      JsonNode verdict = new ObjectMapper().readTree(parts[2]);
      assertThat(verdict.get("id").asText()).isEqualTo(parts[1]);
      ofKept += verdict.get("outcome").asText().equals("kept") ? 1 : 0;
    }
    assertThat(ofKept).isEqualTo(documents.size());
  }

  @Test
  void killBetweenTransactionAndFileSendsNothingTwice() throws Exception {
    broker.createTopic(kept, 1);
    broker.createTopic(verdicts, 1);
    publishAll();
    Path last = marker(plan.windows().name(starts.get(starts.size() - 1)));
    assertThat(last).exists();
    Files.delete(last);
    publishAll();
    assertThat(last).exists();
    assertThat(lines(kept)).containsExactlyInAnyOrderElementsOf(documents());
  }

  @Test
  void abortsTheTransactionOfAKilledWriter() throws Exception {
    broker.createTopic(kept, 1);
    broker.createTopic(verdicts, 1);
    try (WindowPublication first = WindowPublication.open(plan)) {
      first.publish(starts.get(0));
    }
    String name = new ObjectMapper().readTree(marker("stream.json").toFile()).get("name").asText();
    try (TopicTransactions zombie = TopicTransactions.open(recipe.output().kafka(), name)) {
      zombie.begin();
      zombie.send(
          kept, "half", "{}".getBytes(StandardCharsets.UTF_8), new TreeMap<>(Map.of("a", "b")));
      publishAll();
      assertThatThrownBy(() -> zombie.commit("half"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("does not take " + kept);
    }
    assertThat(lines(kept)).containsExactlyInAnyOrderElementsOf(documents());
  }

  @Test
  void newStreamPublishesAgain() throws Exception {
    broker.createTopic(kept, 1);
    broker.createTopic(verdicts, 1);
    publishAll();
    try (Stream<Path> files = Files.list(marker(""))) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
    publishAll();
    assertThat(lines(kept)).hasSize(2 * documents().size());
  }

  @Test
  void leavesOutAndReportsRecordsTooLargeForTheTopic() throws Exception {
    broker.createTopic(kept, 1, Map.of("max.message.bytes", "3000"));
    broker.createTopic(verdicts, 1);
    publishAll();
    List<String> omitted = new ArrayList<>();
    int whole = 0;
    for (ConsumerRecord<byte[], byte[]> each : broker.committedMessages(kept)) {
      Header bytes = each.headers().lastHeader(MessageHeaders.OMITTED_BYTES);
      if (bytes == null) {
        DocumentJson.fromBytes(each.value());
        whole++;
      } else {
        assertThat(each.value()).isEmpty();
        assertThat(Integer.parseInt(text(bytes))).isGreaterThan(2000);
        omitted.add(new String(each.key(), StandardCharsets.UTF_8));
      }
    }
    assertThat(omitted).isNotEmpty().doesNotHaveDuplicates();
    assertThat(whole).isPositive();
    assertThat(whole + omitted.size()).isEqualTo(documents().size());
  }
}
