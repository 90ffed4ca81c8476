package io.millrace.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Outcome;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.run.EngineSettings.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same records give the same bytes, whatever runs them and however they are laid out in files.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameBytesIT {

  private static final int DOCUMENTS = 600;

  private Path folder;

  private List<String> lines;
  private Path reference;
  private MillRun.Result referenceResult;

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
  void everyRecordHasAVerdictAndSomeOfEachKind() {
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

  private void assertSame(Path out) {
    for (String set : List.of("shards", "rejected", "verdicts")) {
      assertThat(Sample.hashes(out.resolve(set)))
          .as(set)
          .isEqualTo(Sample.hashes(reference.resolve(set)));
    }
  }

  private MillRun.Result run(String glob, Path out, Runner runner, int workers) throws IOException {
    Recipe recipe = Sample.recipe(folder.resolve(glob).toString(), "output: {shards: 3}\n");
    EngineSettings engine =
        new EngineSettings(
            runner, workers, EngineSettings.EMBEDDED, Files.createTempDirectory(folder, "engine"));
    RunRequest request =
        new RunRequest(
            recipe, new TreeMap<>(), out.toString(), OutputFolder.WhenThere.REFUSE, engine);
    return new MillRun(request, (result, manifest) -> Collections.emptySortedMap()).run();
  }
}
