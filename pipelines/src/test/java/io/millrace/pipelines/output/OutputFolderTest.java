package io.millrace.pipelines.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.files.BeamFile;
import io.millrace.corpus.Version;
import io.millrace.corpus.error.MillraceException;
import io.millrace.pipelines.failure.LostOutputException;
import io.millrace.pipelines.output.OutputFolder.WhenThere;
import io.millrace.pipelines.output.WorkFolder.RunKey;
import io.millrace.pipelines.summary.ShardSummary;
import io.millrace.pipelines.summary.SummaryCollector;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.layout.SuccessFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs after a kill at any point, and how the next run treats them. */
class OutputFolderTest {

  private static final RunKey KEY = new RunKey("recipe", "inputs", 5);
  private static final byte[] MANIFEST = "{}".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private Path output;

  @BeforeEach
  void registerFileSystems() throws IOException {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    output = Files.createDirectories(folder.resolve("out"));
  }

  private Claim prepare(RunKey key, WhenThere whenThere) throws IOException {
    return new OutputFolder(output.toString()).prepare(key, whenThere);
  }

  private void finish(Claim claim) throws IOException {
    OutputFolder folder = new OutputFolder(output.toString());
    folder.write("manifest.json", MANIFEST);
    folder.succeed(List.of("manifest.json"), claim);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(output)) {
      return files.filter(Files::isRegularFile).map(f -> output.relativize(f).toString()).toList();
    }
  }

  @Test
  void killedBeforeTheRunKeyWasRenamed() throws IOException {
    Files.createDirectories(output.resolve(".work"));
    Files.writeString(output.resolve(".work/run.json.tmp"), "{\"recipe\": \"re");
    finish(prepare(KEY, WhenThere.RESUME));
    assertThat(names()).containsExactlyInAnyOrder("_SUCCESS", "manifest.json");
    assertThat(output.resolve(".work")).doesNotExist();
  }

  @Test
  void killedDuringTheCleanup() throws IOException {
    prepare(KEY, WhenThere.REFUSE);
    new OutputFolder(output.toString()).write("manifest.json", MANIFEST);
    Files.writeString(output.resolve("_SUCCESS"), "not even who");
    assertThatThrownBy(() -> prepare(KEY, WhenThere.REFUSE)).hasMessageContaining("finished run");
    assertThatThrownBy(() -> prepare(new RunKey("other", "inputs", 5), WhenThere.RESUME))
        .hasMessageContaining("another recipe");
    assertThat(output.resolve("_SUCCESS")).exists();
    Claim claim = prepare(KEY, WhenThere.RESUME);
    assertThat(output.resolve("_SUCCESS")).doesNotExist();
    finish(claim);
    assertThat(names()).containsExactlyInAnyOrder("_SUCCESS", "manifest.json");
    assertThatThrownBy(() -> prepare(KEY, WhenThere.RESUME)).hasMessageContaining("finished run");
  }

  @Test
  void deletesIncompleteFilesAndKeepsFinishedOnes() throws IOException {
    prepare(KEY, WhenThere.RESUME);
    Files.createDirectories(output.resolve(".work/tmp"));
    Files.createDirectories(output.resolve("shards/de"));
    Files.writeString(output.resolve(".work/tmp/7-1-shards_de_part"), "half");
    Files.writeString(output.resolve("shards/de/part-00000-of-00001.jsonl.zst"), "whole");
    prepare(KEY, WhenThere.RESUME);
    assertThat(names())
        .containsExactlyInAnyOrder(".work/run.json", "shards/de/part-00000-of-00001.jsonl.zst");
  }

  @Test
  void overwriteDeletesOnlyFilesOfRuns() throws IOException {
    Files.createDirectories(output.resolve("shards/de"));
    Files.writeString(output.resolve("shards/de/part-00000-of-00001.jsonl.zst"), "old");
    Files.writeString(output.resolve("_SUCCESS"), "old");
    Files.writeString(output.resolve("notes.txt"), "mine");
    Files.writeString(folder.resolve("beside.txt"), "mine");
    prepare(KEY, WhenThere.OVERWRITE);
    assertThat(names()).containsExactlyInAnyOrder(".work/run.json", "notes.txt");
    assertThat(folder.resolve("beside.txt")).exists();
  }

  @Test
  void overwriteRefusesToDeleteWhatNoRunWrote() throws IOException {
    Files.createDirectories(output.resolve("shards/de"));
    Files.createDirectories(output.resolve("windows/w/mine"));
    Files.writeString(output.resolve("shards/de/part-00000-of-00001.jsonl.zst"), "old");
    Files.writeString(output.resolve("shards/labels\n.csv"), "mine");
    Files.writeString(output.resolve("windows/w/mine/notes"), "mine");
    Files.createSymbolicLink(output.resolve("verdicts"), folder);
    Files.createSymbolicLink(output.resolve("shards/en"), folder);
    List<String> before = names();
    assertThatThrownBy(() -> prepare(KEY, WhenThere.OVERWRITE))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("no run of millrace wrote")
        .hasMessageEndingWith("shards/labels\\u000a.csv, windows/w/mine/notes, shards/en");
    assertThat(names()).isEqualTo(before);
  }

  @Test
  void aRunThatLostItsOutputWritesNothingMore() throws IOException {
    Claim paused = prepare(KEY, WhenThere.REFUSE);
    paused.check();
    Claim other = prepare(KEY, WhenThere.OVERWRITE);
    assertThatThrownBy(paused::check)
        .isInstanceOf(LostOutputException.class)
        .hasMessageContaining("was taken over by another run")
        .hasMessageContaining("this run stops");
    assertThatThrownBy(() -> finish(paused)).isInstanceOf(LostOutputException.class);
    assertThat(output.resolve("_SUCCESS")).doesNotExist();
    other.check();
    Claim resumed = prepare(KEY, WhenThere.RESUME);
    assertThatThrownBy(other::check).isInstanceOf(LostOutputException.class);
    finish(resumed);
    assertThatThrownBy(resumed::check)
        .isInstanceOf(LostOutputException.class)
        .hasMessageContaining("was finished, replaced or deleted");
  }

  @Test
  void ignoresSummariesOfAnotherRun() throws IOException {
    Claim first = prepare(KEY, WhenThere.REFUSE);
    WorkFolder work = new WorkFolder(output.toString());
    work.writeSummary(summary(List.of()), first);
    Claim resumed = prepare(KEY, WhenThere.RESUME);
    assertThat(work.summaries(1, resumed)).hasSize(1);
    assertThat(work.isDone(0, resumed)).isTrue();
    Claim stranger = Claim.after(output.toString(), "run.json", List.of());
    assertThat(work.summaries(1, stranger)).isEmpty();
    assertThatThrownBy(() -> work.writeSummary(summary(List.of()), stranger))
        .isInstanceOf(LostOutputException.class);
  }

  private static ShardSummary summary(List<ShardInfo> files) {
    SummaryCollector summary =
        new SummaryCollector(0, List.of(), List.of(), false, UnaryOperator.identity());
    files.forEach(summary::addFile);
    return summary.build();
  }

  @Test
  void writesShardsZeroedByAPowerFailureAgain() throws IOException {
    Claim claim = prepare(KEY, WhenThere.REFUSE);
    WorkFolder work = new WorkFolder(output.toString());
    Path shard = output.resolve("shards/de/part-00000-of-00001.jsonl.zst");
    Files.createDirectories(shard.getParent());
    byte[] bytes = {1, 2, 3};
    Files.write(shard, bytes);
    String sha256 = SuccessFile.sha256(BeamFile.at(shard.toString()));
    ShardInfo file = new ShardInfo("shards/de/part-00000-of-00001.jsonl.zst", 1, 3, sha256);
    work.writeSummary(summary(List.of(file)), claim);
    assertThat(work.isDone(0, claim)).isTrue();
    Files.write(shard, new byte[3]);
    assertThat(work.isDone(0, claim)).isFalse();
    Files.write(shard, new byte[0]);
    assertThat(work.isDone(0, claim)).isFalse();
    Files.delete(shard);
    assertThat(work.isDone(0, claim)).isFalse();
    Files.write(shard, bytes);
    assertThat(work.isDone(0, claim)).isTrue();
    Path summary = output.resolve(".work/summary-00000.json");
    Files.write(summary, new byte[(int) Files.size(summary)]);
    assertThat(work.isDone(0, claim)).isFalse();
    assertThat(work.summaries(1, claim)).isEmpty();
    Files.write(summary, new byte[0]);
    assertThat(work.isDone(0, claim)).isFalse();
  }

  @Test
  void overwriteDeletesSegmentsAndPublicationsOfAStream() throws IOException {
    for (String each : List.of("windows/w/_SUCCESS", ".work/segments/w/a", ".work/published/w")) {
      Files.createDirectories(output.resolve(each).getParent());
      Files.writeString(output.resolve(each), "old");
    }
    new OutputFolder(output.toString()).prepareStream(WhenThere.OVERWRITE);
    assertThat(names()).isEmpty();
  }

  @Test
  void rejectsShardsWithoutARunKey() throws IOException {
    Files.createDirectories(output.resolve("shards/de"));
    Files.writeString(output.resolve("shards/de/part-00000-of-00001.jsonl.zst"), "old");
    for (WhenThere each : List.of(WhenThere.REFUSE, WhenThere.RESUME)) {
      assertThatThrownBy(() -> prepare(KEY, each))
          .isInstanceOf(MillraceException.class)
          .hasMessageContaining("no record of it");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "out*", "out?", "o[u]t", "{out}", "nosuch://bucket/out"})
  void rejectsAddressesThatAreNoFolders(String address) {
    assertThatThrownBy(() -> new OutputFolder(address)).isInstanceOf(MillraceException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"out", "out/", "/tmp/out put", "a.b-c_d"})
  void acceptsOtherAddresses(String address) {
    assertThatCode(() -> new OutputFolder(address)).doesNotThrowAnyException();
  }

  @Test
  void versionIsThatOfTheBuild() {
    assertThat(Version.TEXT).isEqualTo(System.getProperty("millrace.version"));
  }
}
