package io.millrace.pipelines.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.files.BeamFiles;
import io.millrace.corpus.error.MillraceException;
import io.millrace.pipelines.chain.ChainResources;
import io.millrace.pipelines.chain.DocumentChain;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.output.Claim;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.output.WindowChain;
import io.millrace.pipelines.output.WindowIndex;
import io.millrace.pipelines.output.WorkFolder;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.pipelines.shard.ShardMill;
import io.millrace.pipelines.testing.Sample;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.verify.OutputVerifier;
import io.millrace.shards.verify.OutputVerifier.Depth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifying an output with windows detects every change to it. */
class WindowedOutputTest {

  private static final long HOUR = 3_600_000;

  @TempDir private Path folder;

  private MillPlan plan;
  private Path output;

  @BeforeEach
  void plan() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    Recipe recipe =
        new RecipeReader(Stages.catalog())
            .read(
                "inputs: [{jsonl: x}]\nstages: []\nwindows: {size: 1h}\noutput: {shards: 1}\n",
                "test.yaml",
                Overrides.none());
    output = folder.resolve("out");
    plan =
        new MillPlan(
            recipe.canonicalJson(),
            new TreeMap<>(),
            output.toString(),
            1,
            folder.resolve("tmp").toString(),
            1 << 20,
            1);
  }

  /** Writes and commits windows without documents. */
  private void commit(boolean streaming, int... hours) throws IOException {
    DocumentChain chain =
        Stages.chain(plan.recipe(), ChainResources.withoutMarks(plan.recipe(), plan.models()));
    WindowCommit commit =
        new WindowCommit(
            plan,
            new TreeMap<>(),
            (recipe, result, manifest) -> Collections.emptySortedMap(),
            streaming);
    for (int hour : hours) {
      String window = plan.windows().output(plan.output(), hour * HOUR);
      try (ShardMill mill = new ShardMill(plan.shardPlan(chain.stageNames(), chain.signals()))) {
        new WorkFolder(window).writeSummary(mill.mill(window, 0, List.of()), Claim.NONE);
      }
      commit.commit(hour * HOUR, List.of());
    }
  }

  private void runOverFiles() throws IOException {
    commit(false, 1, 2, 3);
    OutputFolder root = new OutputFolder(output.toString());
    root.write(Shards.WINDOW_LIST, WindowIndex.of(output.toString()).toJson());
    root.succeed(List.of(Shards.WINDOW_LIST), Claim.NONE);
  }

  private void make(boolean streaming) throws IOException {
    if (streaming) {
      commit(true, 1, 2, 3);
    } else {
      runOverFiles();
    }
    OutputVerifier.Result result = verify();
    assertThat(result.problems()).isEmpty();
    assertThat(result.notes()).isEmpty();
  }

  private OutputVerifier.Result verify() throws IOException {
    return FinishedOutput.verify(output.toString(), Depth.RECORDS);
  }

  private List<String> problems() throws IOException {
    return verify().problems().stream()
        .map(each -> each.shownPath() + ": " + each.problem())
        .toList();
  }

  private Path window(int hour) {
    return output.resolve("windows/1970-01-01T0" + hour + "-00Z");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(
            each,
            to.resolve(from.relativize(each).toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void delete(Path from) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.sorted(Collections.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void detectsADeletedWindow(boolean streaming) throws IOException {
    make(streaming);
    delete(window(2));
    assertThat(problems()).containsExactly("windows/1970-01-01T02-00Z/: is missing");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void detectsARenamedWindow(boolean streaming) throws IOException {
    make(streaming);
    Files.move(window(2), window(7));
    assertThat(problems())
        .hasSize(2)
        .contains("windows/1970-01-01T02-00Z/: is missing")
        .anyMatch(line -> line.startsWith("windows/1970-01-01T07-00Z/: is "));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void detectsACopiedWindow(boolean streaming) throws IOException {
    make(streaming);
    copy(window(2), window(7));
    assertThat(problems())
        .singleElement()
        .matches(line -> line.startsWith("windows/1970-01-01T07-00Z/: is "));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void detectsAReplacedWindow(boolean streaming) throws IOException {
    make(streaming);
    Path manifest = window(2).resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"version\"", "\"version\" "));
    Files.writeString(manifest, Files.readString(manifest) + " ");
    OutputFolder other = new OutputFolder(window(2).toString());
    Files.delete(window(2).resolve("_SUCCESS"));
    other.succeed(List.of("manifest.json"), Claim.NONE);
    assertThat(problems())
        .containsExactly("windows/1970-01-01T02-00Z/_SUCCESS: does not match the committed window");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void detectsAMissingSuccessFile(boolean streaming) throws IOException {
    make(streaming);
    Files.delete(window(3).resolve("_SUCCESS"));
    assertThat(problems())
        .containsExactly("windows/1970-01-01T03-00Z/_SUCCESS: is missing: the run did not finish");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void detectsUnlistedFiles(boolean streaming) throws IOException {
    make(streaming);
    Path foreign = window(1).resolve("shards/de/part-00000-of-00001.jsonl.zst");
    Files.createDirectories(foreign.getParent());
    Files.writeString(foreign, "x");
    Files.createDirectories(output.resolve("shards"));
    Files.writeString(output.resolve("shards/00000.tar"), "x");
    Files.writeString(output.resolve("windows/notes\n"), "x");
    Files.createSymbolicLink(window(8), window(1));
    assertThat(problems())
        .containsExactlyInAnyOrder(
            "windows/1970-01-01T01-00Z/shards/de/part-00000-of-00001.jsonl.zst: is not listed in"
                + " manifest.json",
            "shards/00000.tar: does not belong to an output with windows",
            "windows/notes\\u000a: does not belong to an output with windows",
            "windows/1970-01-01T08-00Z: is a symbolic link, not a file of an output");
  }

  @Test
  void detectsGarbageInTheList() throws IOException {
    make(false);
    Files.writeString(output.resolve("windows.json"), "garbage");
    assertThat(problems())
        .hasSize(2)
        .contains("windows.json: sha256 differs from the one in _SUCCESS")
        .anyMatch(line -> line.startsWith("windows.json: cannot be read: "));
  }

  @Test
  void detectsAMissingSuccessFileOfTheRoot() throws IOException {
    make(false);
    Files.delete(output.resolve("_SUCCESS"));
    assertThat(problems()).containsExactly("_SUCCESS: is missing: the run did not finish");
  }

  @Test
  void readsAndReportsAListOfAnEarlierVersion() throws IOException {
    commit(false, 1, 2);
    OutputFolder root = new OutputFolder(output.toString());
    String list =
        new String(
            WindowIndex.of(output.toString()).toJson(), java.nio.charset.StandardCharsets.UTF_8);
    root.write(
        Shards.WINDOW_LIST,
        list.replaceAll("\"success\":\"\\w+\",", "")
            .replace("\"format_version\":2,", "")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    root.succeed(List.of(Shards.WINDOW_LIST), Claim.NONE);
    OutputVerifier.Result result = verify();
    assertThat(result.problems()).isEmpty();
    assertThat(result.notes()).singleElement().asString().contains("has no hashes");
    delete(window(1));
    assertThat(problems()).containsExactly("windows/1970-01-01T01-00Z/: is missing");
  }

  @Test
  void listsWindowsOfAnEarlierVersionWhenItsStreamResumes() throws IOException {
    commit(false, 1, 2);
    OutputVerifier.Result result = verify();
    assertThat(result.problems()).isEmpty();
    assertThat(result.notes()).singleElement().asString().contains("commits/ is missing");
    commit(true, 3);
    assertThat(verify().notes()).isEmpty();
    assertThat(problems()).isEmpty();
    delete(window(1));
    assertThat(problems()).containsExactly("windows/1970-01-01T01-00Z/: is missing");
  }

  @Test
  void detectsChangedFilesOfCommits() throws IOException {
    make(true);
    assertThat(Sample.hashes(output.resolve("commits")).keySet())
        .containsExactly(
            "000000000001-1970-01-01T01-00Z.json",
            "000000000002-1970-01-01T02-00Z.json",
            "000000000003-1970-01-01T03-00Z.json");
    Path second = output.resolve("commits/000000000002-1970-01-01T02-00Z.json");
    String text = Files.readString(second);
    Files.writeString(second, text + " ");
    assertThat(problems())
        .containsExactly(
            "commits/000000000002-1970-01-01T02-00Z.json: was changed after"
                + " commits/000000000003-1970-01-01T03-00Z.json");
    Files.writeString(second, "garbage");
    assertThat(problems())
        .contains("commits/000000000002-1970-01-01T02-00Z.json: is damaged")
        .anyMatch(line -> line.startsWith("windows/1970-01-01T02-00Z/: is in no file"));
    Files.delete(second);
    delete(window(2));
    assertThat(problems())
        .containsExactly(
            "commits/000000000003-1970-01-01T03-00Z.json: follows"
                + " 000000000002-1970-01-01T02-00Z.json, which is missing or damaged");
  }

  @Test
  void repeatedCommitAddsNothing() throws IOException {
    make(true);
    var before = Sample.hashes(output);
    commitAgain();
    assertThat(Sample.hashes(output)).isEqualTo(before);
    // killed after _SUCCESS was written and before the chain had the window
    Files.delete(output.resolve("commits/000000000003-1970-01-01T03-00Z.json"));
    assertThat(problems()).singleElement().asString().contains("its commit was interrupted");
    commitAgain();
    assertThat(Sample.hashes(output)).isEqualTo(before);
  }

  private void commitAgain() throws IOException {
    WindowCommit commit =
        new WindowCommit(
            plan,
            new TreeMap<>(),
            (recipe, result, manifest) -> Collections.emptySortedMap(),
            true);
    for (int hour = 1; hour <= 3; hour++) {
      commit.commit(hour * HOUR, List.of());
    }
  }

  /** Changes a window as a takedown does. */
  private void change(int hour, String report) throws IOException {
    Files.writeString(window(hour).resolve("report.json"), report);
    Files.delete(window(hour).resolve("_SUCCESS"));
    new OutputFolder(window(hour).toString())
        .succeed(List.of("manifest.json", "report.json"), Claim.NONE);
  }

  private void revise(int... hours) throws IOException {
    WindowChain.revise(
        BeamFiles.folder(output.toString()),
        IntStream.of(hours).mapToObj(hour -> window(hour).getFileName().toString()).toList());
  }

  @Test
  void revisesAWindowOfTheBeginFileRepeatedly() throws IOException {
    commit(false, 1, 2);
    commit(true, 3);
    change(1, "{}");
    revise(1);
    revise(1, 2);
    assertThat(problems()).isEmpty();
    change(1, "{} ");
    revise(1);
    commit(true, 4);
    assertThat(problems()).isEmpty();
    assertThat(Sample.hashes(output.resolve("commits")).keySet())
        .containsExactlyInAnyOrder(
            "000000000000-begin.json",
            "000000000000-1970-01-01T01-00Z.1.json",
            "000000000000-1970-01-01T01-00Z.2.json",
            "000000000001-1970-01-01T03-00Z.json",
            "000000000002-1970-01-01T04-00Z.json");
  }

  @Test
  void deletesWorkOfAKilledCommitButNotOfATakedown() throws IOException {
    make(true);
    Path work = window(3).resolve(".work");
    Files.createDirectories(work.resolve("tmp"));
    Files.writeString(work.resolve("summary-00000.json"), "{}");
    Files.writeString(work.resolve("tmp/x"), "x");
    Files.createDirectories(work.resolve("takedown/shards"));
    Files.writeString(work.resolve("takedown/manifest.json"), "{}");
    commitAgain();
    assertThat(Sample.hashes(work).keySet()).containsExactly("takedown/manifest.json");
    assertThat(work.resolve("tmp")).doesNotExist();
    assertThat(work.resolve("takedown/shards")).isDirectory();
  }

  @Test
  void takedownAddsARevision() throws IOException {
    make(true);
    change(2, "{}");
    assertThat(problems()).hasSize(1);
    for (int again = 0; again < 2; again++) {
      revise(2);
      assertThat(problems()).isEmpty();
      assertThat(Sample.hashes(output.resolve("commits"))).hasSize(4);
    }
    commit(true, 4);
    assertThat(problems()).isEmpty();
    Files.delete(output.resolve("commits/000000000002-1970-01-01T02-00Z.1.json"));
    assertThat(problems())
        .singleElement()
        .asString()
        .contains("does not match the committed window");
  }

  @Test
  void openWindowsAndWorkOfAStreamAreNoProblem() throws IOException {
    make(true);
    Files.createDirectories(window(9).resolve("shards/de"));
    Files.writeString(window(9).resolve("shards/de/part-00000-of-00001.jsonl.zst"), "x");
    Files.createDirectories(output.resolve(".work/segments"));
    Files.writeString(output.resolve(".work/segments/a"), "x");
    Files.createDirectories(output.resolve("late/w"));
    Files.writeString(output.resolve("late/w/notes"), "x");
    assertThat(problems())
        .containsExactly("late/w/notes: does not belong to an output with windows");
    assertThat(verify().notes()).containsExactly("windows/1970-01-01T09-00Z/ is not committed yet");
  }

  @Test
  void reportsAddressesWithoutAnOutput() {
    assertThatThrownBy(() -> FinishedOutput.checkFinished(folder.resolve("none").toString()))
        .isInstanceOf(MillraceException.class);
  }
}
