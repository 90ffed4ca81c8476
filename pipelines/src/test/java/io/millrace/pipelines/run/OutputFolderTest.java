package io.millrace.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.Version;
import io.millrace.pipelines.run.OutputFolder.WhenThere;
import io.millrace.pipelines.run.WorkFolder.RunKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a killed process can have left, and what becomes of it. */
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

  private void prepare(RunKey key, WhenThere whenThere) throws IOException {
    new OutputFolder(output.toString()).prepare(key, whenThere);
  }

  private void finish() throws IOException {
    OutputFolder folder = new OutputFolder(output.toString());
    folder.write("manifest.json", MANIFEST);
    folder.succeed(List.of("manifest.json"));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(output)) {
      return files.filter(Files::isRegularFile).map(f -> output.relativize(f).toString()).toList();
    }
  }

  @Test
  void killedBeforeItsKeyHadItsName() throws IOException {
    Files.createDirectories(output.resolve(".work"));
    Files.writeString(output.resolve(".work/run.json.tmp"), "{\"recipe\": \"re");
    prepare(KEY, WhenThere.RESUME);
    finish();
    assertThat(names()).containsExactlyInAnyOrder("_SUCCESS", "manifest.json");
    assertThat(output.resolve(".work")).doesNotExist();
  }

  @Test
  void killedWhileItTidiedUp() throws IOException {
    prepare(KEY, WhenThere.REFUSE);
    new OutputFolder(output.toString()).write("manifest.json", MANIFEST);
    Files.writeString(output.resolve("_SUCCESS"), "not even who");
    assertThatThrownBy(() -> prepare(KEY, WhenThere.REFUSE)).hasMessageContaining("finished run");
    assertThatThrownBy(() -> prepare(new RunKey("other", "inputs", 5), WhenThere.RESUME))
        .hasMessageContaining("another recipe");
    assertThat(output.resolve("_SUCCESS")).exists();
    prepare(KEY, WhenThere.RESUME);
    assertThat(output.resolve("_SUCCESS")).doesNotExist();
    finish();
    assertThat(names()).containsExactlyInAnyOrder("_SUCCESS", "manifest.json");
    assertThatThrownBy(() -> prepare(KEY, WhenThere.RESUME)).hasMessageContaining("finished run");
  }

  @Test
  void halfWrittenFilesAreDeletedAndFinishedOnesStay() throws IOException {
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
  void overwriteDeletesWhatARunWritesAndNothingElse() throws IOException {
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
  void overwriteForgetsWhatAStreamPutAsideAndPublished() throws IOException {
    for (String each : List.of("windows/w/_SUCCESS", ".work/segments/w/a", ".work/published/w")) {
      Files.createDirectories(output.resolve(each).getParent());
      Files.writeString(output.resolve(each), "old");
    }
    new OutputFolder(output.toString()).prepareStream(WhenThere.OVERWRITE);
    assertThat(names()).isEmpty();
  }

  @Test
  void shardsWithoutARecordOfTheirRunAreNotMixedWithOthers() throws IOException {
    Files.createDirectories(output.resolve("shards/de"));
    Files.writeString(output.resolve("shards/de/part-00000-of-00001.jsonl.zst"), "old");
    for (WhenThere each : List.of(WhenThere.REFUSE, WhenThere.RESUME)) {
      assertThatThrownBy(() -> prepare(KEY, each))
          .isInstanceOf(RunException.class)
          .hasMessageContaining("no record of it");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "out*", "out?", "o[u]t", "{out}", "nosuch://bucket/out"})
  void addressesThatCannotBeAFoldersAreRefused(String address) {
    assertThatThrownBy(() -> new OutputFolder(address)).isInstanceOf(RunException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"out", "out/", "/tmp/out put", "a.b-c_d"})
  void otherAddressesAreNot(String address) {
    assertThatCode(() -> new OutputFolder(address)).doesNotThrowAnyException();
  }

  @Test
  void theVersionIsTheBuilds() {
    assertThat(Version.TEXT).isEqualTo(System.getProperty("millrace.version"));
  }
}
