package io.millrace.pipelines.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.millrace.corpus.Outcome;
import io.millrace.pipelines.commit.RunResult;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.engine.EngineSettings.Runner;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.testing.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same records give the same bytes with any engine, any number of workers and any layout of
 * files.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameBytesIT {

  private static final int DOCUMENTS = 600;
  private static final String OUTPUT = "output: {shards: 3}\n";

  private Path folder;

  private List<String> lines;
  private Path reference;
  private RunResult referenceResult;

  @BeforeAll
  void makeReference(@TempDir Path shared) throws IOException {
    folder = shared;
    lines = Sample.documents(DOCUMENTS, 42);
    Sample.write(folder.resolve("a/one.jsonl"), lines.subList(0, 250));
    Sample.write(folder.resolve("a/two.jsonl"), lines.subList(250, lines.size()));
    reference = folder.resolve("out-reference");
    referenceResult = run("a/*.jsonl", reference, Runner.DIRECT, 1);
  }

  @Test
  void everyRecordHasAVerdictAndAllKindsOccur() {
    assertThat(referenceResult.summary().verdicts()).isEqualTo(lines.size());
    assertThat(referenceResult.summary().documents(Outcome.FAILED)).isEqualTo(2);
    assertThat(referenceResult.summary().documents(Outcome.KEPT)).isBetween(100L, 500L);
    assertThat(referenceResult.summary().examples().keySet())
        .contains("duplicate_text", "near_duplicate", "duplicate_url", "top_2_gram");
    assertThat(Sample.hashes(reference.resolve("shards"))).hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void onFlinkWithOneTwoAndFourWorkers() throws IOException {
    for (int workers : new int[] {1, 2, 4}) {
      Path out = folder.resolve("out-flink-" + workers);
      run("a/*.jsonl", out, Runner.FLINK, workers);
      assertSame(out);
    }
  }

  @Test
  void withFilesRenamedReorderedAndCutDifferently() throws IOException {
    List<String> shuffled = new java.util.ArrayList<>(lines);
    Collections.shuffle(shuffled, new Random(7));
    Sample.write(folder.resolve("b/zz.jsonl"), shuffled.subList(0, 10));
    Sample.write(folder.resolve("b/aa.jsonl"), shuffled.subList(10, 590));
    Sample.write(folder.resolve("b/mm.jsonl"), shuffled.subList(590, shuffled.size()));
    Path out = folder.resolve("out-renamed");
    run("b/*.jsonl", out, Runner.FLINK, 2);
    assertSame(out);
  }

  /** Each worker reads the whole file and takes some records; all of them meet the damage. */
  @Test
  void withOneCompressedFileSharedByWorkers() throws IOException {
    byte[] whole = String.join("\n", lines).getBytes(UTF_8);
    Path gzip = folder.resolve("c/all.jsonl.gz");
    Files.createDirectories(gzip.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(whole);
    }
    Path zstd = folder.resolve("c/all.jsonl.zst");
    Files.write(zstd, Zstd.compress(whole));
    for (Path file : List.of(gzip, zstd)) {
      for (int workers : new int[] {1, 2, 3}) {
        Path out = folder.resolve("out-" + file.getFileName() + workers);
        run("{paths: ['" + file + "'], split_bytes: 1000}", out, workers);
        assertSame(out);
      }
    }
  }

  @Test
  void withOneDamagedFileSharedByWorkers() throws IOException {
    byte[] whole = String.join("\n", lines).getBytes(UTF_8);
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (int from = 0; from < whole.length; from += 20_000) {
      try (OutputStream out = new GZIPOutputStream(members)) {
        out.write(whole, from, Math.min(20_000, whole.length - from));
      }
    }
    byte[] bytes = members.toByteArray();
    bytes[bytes.length / 2] ^= 0x55;
    Path file = folder.resolve("d/damaged.jsonl.gz");
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    String input = "{paths: ['" + file + "'], split_bytes: 1000}";
    Path alone = folder.resolve("out-damaged-1");
    RunResult result = run(input, alone, 1);
    assertThat(result.summary().documents(Outcome.FAILED)).isGreaterThan(2);
    Path shared = folder.resolve("out-damaged-3");
    run(input, shared, 3);
    assertSame(shared, alone);
  }

  private void assertSame(Path out) {
    assertSame(out, reference);
  }

  private static void assertSame(Path out, Path expected) {
    for (String set : List.of("shards", "rejected", "verdicts")) {
      assertThat(Sample.hashes(out.resolve(set)))
          .as(set)
          .isEqualTo(Sample.hashes(expected.resolve(set)));
    }
  }

  private RunResult run(String glob, Path out, Runner runner, int workers) throws IOException {
    return run(Sample.recipe(folder.resolve(glob).toString(), OUTPUT), out, runner, workers);
  }

  private RunResult run(String jsonl, Path out, int workers) throws IOException {
    return run(Sample.recipeOf(jsonl, OUTPUT), out, Runner.FLINK, workers);
  }

  private RunResult run(Recipe recipe, Path out, Runner runner, int workers) throws IOException {
    EngineSettings engine =
        new EngineSettings(
            runner, workers, EngineSettings.EMBEDDED, Files.createTempDirectory(folder, "engine"));
    RunRequest request =
        new RunRequest(
            recipe, new TreeMap<>(), out.toString(), OutputFolder.WhenThere.REFUSE, engine);
    return new MillRun(request, (result, manifest) -> Collections.emptySortedMap()).run();
  }
}
