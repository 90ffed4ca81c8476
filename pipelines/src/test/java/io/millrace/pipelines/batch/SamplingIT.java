package io.millrace.pipelines.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.error.MillraceException;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.engine.EngineSettings.Runner;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.flow.Sampling;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.OutputFolder.WhenThere;
import io.millrace.pipelines.output.WorkFolder;
import io.millrace.pipelines.testing.Sample;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.layout.Shards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A sample has the same records with any number of workers and any layout of files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamplingIT {

  private static final Sampling FIFTY = new Sampling(1, 50);

  private Path folder;
  private List<String> lines;

  @BeforeAll
  void write(@TempDir Path shared) throws IOException {
    folder = shared;
    lines = new ArrayList<>(Sample.documents(400, 11));
    Sample.write(folder.resolve("a/one.jsonl"), lines.subList(0, 150));
    Sample.write(folder.resolve("a/two.jsonl"), lines.subList(150, lines.size()));
    Collections.shuffle(lines, new Random(3));
    Sample.write(folder.resolve("b/zz.jsonl"), lines.subList(0, 390));
    Sample.write(folder.resolve("b/aa.jsonl"), lines.subList(390, lines.size()));
  }

  @Test
  void aLimitTakesTheSameRecordsWithAnyWorkersAndFiles() throws IOException {
    Path reference = folder.resolve("limit-reference");
    Manifest manifest = run("a", reference, FIFTY, Runner.DIRECT, 1);
    assertThat(manifest.totals().input()).isEqualTo(50);
    assertThat(manifest.inputs().records()).containsEntry("jsonl", 50L);
    assertThat(manifest.inputs().skipped()).containsEntry(Sampling.NOT_SAMPLED, 352L);
    assertThat(manifest.inputs().sample()).isEqualTo(new Manifest.Sample(1, 50));
    for (int workers : new int[] {1, 2, 3}) {
      Path out = folder.resolve("limit-" + workers);
      run("b", out, FIFTY, Runner.FLINK, workers);
      for (String set : List.of("shards", "rejected", "verdicts")) {
        assertThat(Sample.hashes(out.resolve(set)))
            .as(set)
            .isEqualTo(Sample.hashes(reference.resolve(set)));
      }
    }
  }

  @Test
  void shareIsApproximateAndLimitIsASubset() throws IOException {
    Path share = folder.resolve("share");
    Manifest fifth = run("a", share, new Sampling(.2, 0), Runner.DIRECT, 2);
    assertThat(fifth.totals().input()).isBetween(50L, 110L);
    assertThat(fifth.inputs().skipped())
        .containsEntry(Sampling.NOT_SAMPLED, 402 - fifth.totals().input());
    Path both = folder.resolve("both");
    Manifest ten = run("a", both, new Sampling(.2, 10), Runner.DIRECT, 2);
    assertThat(ten.totals().input()).isEqualTo(10);
    assertThat(ids(share)).containsAll(ids(both));
    Path limit = folder.resolve("limit");
    run("a", limit, FIFTY, Runner.DIRECT, 2);
    assertThat(ids(limit)).containsAll(ids(both));
  }

  @Test
  void limitAboveTheInputTakesAll() throws IOException {
    Manifest manifest = run("a", folder.resolve("all"), new Sampling(1, 1000), Runner.DIRECT, 1);
    assertThat(manifest.totals().input()).isEqualTo(402);
    assertThat(manifest.inputs().skipped()).isEmpty();
  }

  @Test
  void anotherLimitCannotResumeARun() throws IOException {
    Path out = folder.resolve("stopped");
    run("a", out, FIFTY, Runner.DIRECT, 1);
    Files.delete(out.resolve(Shards.SUCCESS));
    // as after a kill
    new WorkFolder(out.toString()).writeRunKey(key(out, FIFTY));
    assertThatThrownBy(() -> run("a", out, Sampling.ALL, WhenThere.RESUME))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("was started with another recipe, sample, model, plugin or version");
    run("a", out, FIFTY, WhenThere.RESUME);
  }

  private WorkFolder.RunKey key(Path out, Sampling sampling) throws IOException {
    return new MillRun(request("a", out, sampling, WhenThere.REFUSE, Runner.DIRECT, 1), null)
        .findInputs(new ReadingPlan());
  }

  private static TreeSet<String> ids(Path out) throws IOException {
    TreeSet<String> ids = new TreeSet<>();
    FinishedOutput finished = FinishedOutput.open(out.toString());
    finished.forEachDocument(
        finished.manifest().shards().stream().map(shard -> shard.path()).toList(),
        document -> ids.add(document.id()));
    assertThat(ids).isNotEmpty();
    return ids;
  }

  private Manifest run(String files, Path out, Sampling sampling, Runner runner, int workers)
      throws IOException {
    return run(request(files, out, sampling, WhenThere.REFUSE, runner, workers), out);
  }

  private void run(String files, Path out, Sampling sampling, WhenThere whenThere)
      throws IOException {
    run(request(files, out, sampling, whenThere, Runner.DIRECT, 1), out);
  }

  private static Manifest run(RunRequest request, Path out) throws IOException {
    new MillRun(request, (result, manifest) -> Collections.emptySortedMap()).run();
    return FinishedOutput.open(out.toString()).manifest();
  }

  private RunRequest request(
      String files, Path out, Sampling sampling, WhenThere whenThere, Runner runner, int workers)
      throws IOException {
    EngineSettings engine =
        new EngineSettings(
            runner, workers, EngineSettings.EMBEDDED, Files.createTempDirectory(folder, "engine"));
    return new RunRequest(
        Sample.recipe(folder.resolve(files) + "/*.jsonl", "output: {shards: 2}\ntolerance: .1\n"),
        new TreeMap<>(),
        out.toString(),
        whenThere,
        engine,
        sampling);
  }
}
