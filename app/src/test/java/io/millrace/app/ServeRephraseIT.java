package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.broker.KafkaBroker;
import io.millrace.rephrase.fake.FakeLlmServer;
import io.millrace.rephrase.fake.FaultPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that rephrases with a model slower than the stream is killed by SIGKILL and continues:
 * it pays for no answer twice, and keeps the limit of parallel requests.
 */
class ServeRephraseIT {

  /** Parallel requests, which a kill can lose. */
  private static final int IN_FLIGHT = 2;

  private static final String RECIPE =
      """
      inputs:
        - kafka: {bootstrap: "BOOTSTRAP", topic: texts, out_of_order_seconds: 4000000, idle_seconds: 4}
      windows: {size: 7d, allowed_lateness: 1h}
      stages:
        - extract
        - dedup-exact
        - rephrase:
            model: m
            server: {endpoints: ['ENDPOINT'], concurrency: {start: 2, max: 2}}
            language_model: ''
            open_documents: 4
            gates:
              rewrite: {max_ngram_overlap: 1, max_copied_run: 1, min_name_recall: 0, min_name_precision: 0}
              max_repeated_ngrams: 1
              max_repeated_lines: 1
      output: {shards: 2}
      """;

  @TempDir private Path folder;

  private Path recipe;
  private Path stream;

  private ChildJvm serve(String name) throws IOException {
    return ChildJvm.start(
        folder.resolve(name + ".log"),
        Map.of(),
        List.of(
            "serve",
            recipe.toString(),
            "--output",
            stream.toString(),
            "--set",
            "stages.rephrase.cache=sqlite:" + folder.resolve("stream.db"),
            "--parallelism",
            "2",
            "--checkpoint-interval",
            "1s"));
  }

  private boolean committed(Path batch) throws IOException {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    try (Stream<Path> windows = Files.list(batch.resolve("windows"))) {
      return windows.allMatch(
          each ->
              Files.exists(stream.resolve("windows/" + each.getFileName()).resolve("_SUCCESS")));
    }
  }

  @Test
  void killedServiceWithASlowModelPaysOnceAndWritesTheSameBytes() throws Exception {
    Path lines = folder.resolve("texts.jsonl");
    Files.write(lines, MadeText.lines(70, 3).subList(0, 70), StandardCharsets.UTF_8);
    stream = folder.resolve("stream");
    try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"));
        FakeLlmServer server = FakeLlmServer.timed(FaultPlan.NONE, 2, 500, 100, 1, 8)) {
      broker.createTopic("texts", 3);
      recipe =
          Files.writeString(
              folder.resolve("r.yaml"),
              RECIPE
                  .replace("BOOTSTRAP", broker.bootstrap())
                  .replace("ENDPOINT", server.endpoint()));
      Path batch = folder.resolve("batch");
      Cli.done(
          "run",
          recipe.toString(),
          "--output",
          batch.toString(),
          "--input",
          "jsonl=" + lines,
          "--set",
          "stages.rephrase.cache=sqlite:" + folder.resolve("batch.db"));
      long all = server.requests();
      assertThat(all).isGreaterThan(30);
      Cli.done(
          "ingest",
          "--bootstrap",
          broker.bootstrap(),
          "--topic",
          "texts",
          "--shuffle",
          "5",
          "--repeat",
          ".3",
          lines.toString());
      int kills = 0;
      for (long share : new long[] {5, 2}) {
        long until = all + all / share;
        try (ChildJvm child = serve("killed-" + kills)) {
          int code = child.killAt(() -> server.requests() >= until);
          assertThat(code).as(child.said()).isEqualTo(ChildJvm.KILLED);
        }
        kills++;
      }
      try (ChildJvm last = serve("last")) {
        int code = last.killAt(() -> committed(batch));
        assertThat(code).as(last.said()).isEqualTo(ChildJvm.KILLED);
      }
      assertThat(server.requests() - all).isBetween(all, all + (long) kills * IN_FLIGHT);
      assertThat(server.mostInFlight()).isEqualTo(IN_FLIGHT);
    }
    assertSame(folder.resolve("batch"));
  }

  /** Manifests count the requests of each run, which differ. */
  private void assertSame(Path batch) throws IOException {
    try (Stream<Path> windows = Files.list(batch.resolve("windows"))) {
      for (Path window : windows.sorted().toList()) {
        Path same = stream.resolve("windows").resolve(window.getFileName());
        for (String set : List.of("shards", "verdicts", "choices")) {
          assertThat(MadeText.hashes(same.resolve(set)))
              .as(window.getFileName() + " " + set)
              .isEqualTo(MadeText.hashes(window.resolve(set)))
              .isNotEmpty();
        }
      }
    }
    assertThat(Cli.done("shards", "verify", stream.toString()).out()).startsWith("sound: ");
  }
}
