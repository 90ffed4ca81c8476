package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.connectors.broker.KafkaBroker;
import io.millrace.connectors.kafka.MessageHeaders;
import io.millrace.corpus.DocumentJson;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.verdict.VerdictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service is killed while it publishes committed windows: consumers of committed messages get
 * each document and each verdict once. Its log is JSON Lines.
 */
class ServeTopicsIT {

  private static final String RECIPE =
      """
      inputs:
        - kafka: {bootstrap: "BOOTSTRAP", topic: texts, out_of_order_seconds: 4000000, idle_seconds: 4}
      windows: {size: 1d, allowed_lateness: 1h}
      stages: [extract, gopher-quality, dedup-exact]
      output:
        shards: 2
        kafka: {bootstrap: "BOOTSTRAP", documents_topic: kept, verdicts_topic: verdicts}
      """;

  /** Exit status after SIGTERM. */
  private static final int TERMINATED = 143;

  @TempDir private Path folder;

  private Path stream;

  private ChildJvm serve(String name, Path recipe) throws IOException {
    return ChildJvm.start(
        folder.resolve(name + ".log"),
        Map.of("MILLRACE_LOG", "json"),
        List.of(
            "serve",
            recipe.toString(),
            "--output",
            stream.toString(),
            "--parallelism",
            "2",
            "--checkpoint-interval",
            "1s"));
  }

  private static List<String> windows(Path output) throws IOException {
    try (Stream<Path> all = Files.list(output.resolve("windows"))) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  /** Number of published windows; sleeps between two checks. */
  private int published() throws IOException {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    Path files = stream.resolve(".work/published");
    if (!Files.isDirectory(files)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(files)) {
      return (int) all.filter(each -> each.getFileName().toString().endsWith("Z")).count();
    }
  }

  private static String line(String window, String key, byte[] value) {
    return window + ' ' + key + ' ' + new String(value, StandardCharsets.UTF_8);
  }

  private static List<String> lines(KafkaBroker broker, String topic) throws Exception {
    List<String> lines = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> each : broker.committedMessages(topic)) {
      byte[] window = each.headers().lastHeader(MessageHeaders.WINDOW).value();
      lines.add(
          line(
              new String(window, StandardCharsets.UTF_8),
              new String(each.key(), StandardCharsets.UTF_8),
              each.value()));
    }
    return lines;
  }

  /** Every line is JSON with the id of the run; some have a window. */
  private void assertStructured(String said) throws IOException {
    TreeSet<String> committed = new TreeSet<>();
    String run = RunRequest.id(stream.toString());
    for (String line : said.lines().toList()) {
      JsonNode entry = new ObjectMapper().readTree(line);
      assertThat(entry.path("level").asText()).as(line).isIn("INFO", "WARN", "ERROR");
      assertThat(entry.path("timestamp").asLong()).as(line).isPositive();
      assertThat(entry.path("mdc").path("run").asText()).as(line).isEqualTo(run);
      if (entry.path("formattedMessage").asText().startsWith("committed: ")) {
        committed.add(entry.path("mdc").path("window").asText());
      }
    }
    assertThat(windows(stream)).containsAll(committed);
    assertThat(committed).isNotEmpty();
  }

  @Test
  void serviceKilledWhilePublishingPublishesOnce() throws Exception {
    Path lines = folder.resolve("texts.jsonl");
    Files.write(lines, MadeText.lines(240, 11).subList(0, 240), StandardCharsets.UTF_8);
    stream = folder.resolve("stream");
    Path batch = folder.resolve("batch");
    try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"))) {
      for (String topic : List.of("texts", "kept", "verdicts")) {
        broker.createTopic(topic, 3);
      }
      Path recipe =
          Files.writeString(
              folder.resolve("r.yaml"), RECIPE.replace("BOOTSTRAP", broker.bootstrap()));
      Cli.done("run", recipe.toString(), "--output", batch.toString(), "--input", "jsonl=" + lines);
      String bootstrap = broker.bootstrap();
      Cli.done("ingest", "--bootstrap", bootstrap, "--topic", "texts", lines.toString());
      int all = windows(batch).size();
      for (int least : new int[] {all / 4, all / 2}) {
        try (ChildJvm child = serve("killed-" + least, recipe)) {
          int code = child.killAt(() -> published() >= least);
          assertThat(code).as(child.said()).isEqualTo(ChildJvm.KILLED);
          assertThat(published()).isLessThan(all);
        }
      }
      try (ChildJvm last = serve("last", recipe)) {
        int code = last.terminateAt(() -> published() == all);
        assertThat(code).as(last.said()).isEqualTo(TERMINATED);
        assertStructured(last.said());
      }
      List<String> documents = new ArrayList<>();
      List<String> verdicts = new ArrayList<>();
      for (String window : windows(stream)) {
        FinishedOutput of = FinishedOutput.open(stream.resolve("windows/" + window).toString());
        of.forEachDocument(
            of.manifest().shards().stream().map(ShardInfo::path).toList(),
            each -> documents.add(line(window, each.id(), DocumentJson.toBytes(each))));
        of.forEachVerdict(row -> verdicts.add(line(window, row.id(), VerdictJson.toBytes(row))));
      }
      assertThat(lines(broker, "kept"))
          .containsExactlyInAnyOrderElementsOf(documents)
          .hasSizeGreaterThan(50);
      assertThat(lines(broker, "verdicts"))
          .containsExactlyInAnyOrderElementsOf(verdicts)
          .hasSize(240);
    }
    Cli compared = Cli.run("shards", "compare", stream.toString(), batch.toString());
    assertThat(compared.out()).as(compared.err()).isEqualTo("lost 0 twice 0 same-bytes yes\n");
  }
}
