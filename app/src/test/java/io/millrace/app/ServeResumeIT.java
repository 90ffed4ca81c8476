package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.broker.KafkaBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that is killed while it reads continues from its last checkpoint; its windows have the
 * same bytes as a run over the same records.
 */
class ServeResumeIT {

  private static final String RECIPE =
      """
      inputs:
        - kafka: {bootstrap: "BOOTSTRAP", topic: texts, out_of_order_seconds: 4000000, idle_seconds: 6}
      windows: {size: 7d, allowed_lateness: 1h}
      stages: [extract, gopher-repetition, gopher-quality, c4, dedup-url, dedup-exact, dedup-minhash]
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
            "--parallelism",
            "2",
            "--checkpoint-interval",
            "1s"));
  }

  /** Publishes all records repeatedly, each time in another order. */
  private CompletableFuture<Void> publish(KafkaBroker broker, Path lines, AtomicBoolean enough) {
    return CompletableFuture.runAsync(
        () -> {
          int seed = 1;
          do {
            Cli.done(
                "ingest",
                "--bootstrap",
                broker.bootstrap(),
                "--topic",
                "texts",
                "--rate",
                "60",
                "--repeat",
                ".2",
                "--shuffle",
                Integer.toString(seed),
                lines.toString());
            seed++;
          } while (!enough.get());
        });
  }

  /** Number of later checkpoints. */
  private List<Path> checkpoints() throws IOException {
    Path all = folder.resolve("stream.checkpoints");
    if (!Files.isDirectory(all)) {
      return List.of();
    }
    try (Stream<Path> jobs = Files.walk(all, 3)) {
      return jobs.filter(each -> each.endsWith("_metadata")).toList();
    } catch (java.io.UncheckedIOException changing) {
      return List.of();
    }
  }

  /** Sleeps between two checks, because a check reads many files. */
  private static boolean pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    return true;
  }

  private boolean putAside() throws IOException {
    Path segments = stream.resolve(".work/segments");
    if (!Files.isDirectory(segments)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(segments)) {
      return files.anyMatch(Files::isRegularFile);
    } catch (java.io.UncheckedIOException changing) {
      return false;
    }
  }

  private boolean committed(Path batch) throws IOException {
    try (Stream<Path> windows = Files.list(batch.resolve("windows"))) {
      return windows.allMatch(
          each ->
              Files.exists(stream.resolve("windows/" + each.getFileName()).resolve("_SUCCESS")));
    }
  }

  @Test
  void serviceKilledTwiceWritesTheSameBytes() throws Exception {
    Path lines = folder.resolve("texts.jsonl");
    Files.write(lines, MadeText.lines(240, 11).subList(0, 240), StandardCharsets.UTF_8);
    stream = folder.resolve("stream");
    try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"))) {
      broker.createTopic("texts", 3);
      recipe =
          Files.writeString(
              folder.resolve("r.yaml"), RECIPE.replace("BOOTSTRAP", broker.bootstrap()));
      Path batch = folder.resolve("batch");
      Cli.done("run", recipe.toString(), "--output", batch.toString(), "--input", "jsonl=" + lines);
      AtomicBoolean enough = new AtomicBoolean();
      CompletableFuture<Void> ingest = publish(broker, lines, enough);
      for (int i = 0; i < 2; i++) {
        List<Path> before = checkpoints();
        try (ChildJvm child = serve("killed-" + i)) {
          int code =
              child.killAt(() -> pause() && putAside() && !before.containsAll(checkpoints()));
          assertThat(code).as(child.said()).isEqualTo(ChildJvm.KILLED);
          assertThat(ingest).as("records come in").isNotDone();
          assertThat(child.said().contains("continuing from")).isEqualTo(i > 0);
        }
      }
      try (ChildJvm last = serve("last")) {
        enough.set(true);
        int code = last.killAt(() -> pause() && ingest.isDone() && committed(batch));
        assertThat(code).as(last.said()).isEqualTo(ChildJvm.KILLED);
        ingest.join();
        assertThat(last.said()).contains("continuing from ");
      }
      Cli compared = Cli.run("shards", "compare", stream.toString(), batch.toString());
      assertThat(compared.out()).as(compared.err()).isEqualTo("lost 0 twice 0 same-bytes yes\n");
      assertThat(compared.code()).isZero();
      assertThat(compared.err()).startsWith("5 windows, 240 records, ");
    }
  }
}
