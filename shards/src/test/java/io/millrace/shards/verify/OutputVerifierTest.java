package io.millrace.shards.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Document;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.layout.ShardFormat;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.verify.OutputVerifier.Depth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputVerifierTest {

  @TempDir private Path folder;

  private SampleOutput sample() {
    return new SampleOutput(folder, ShardFormat.JSONL);
  }

  private static List<String> problems(SampleOutput output) throws IOException {
    return OutputVerifier.verify(output.root(), Depth.RECORDS).problems().stream()
        .map(problem -> problem.shownPath() + ": " + problem.problem())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEBDATASET")
  void anUntouchedOutputIsSound(ShardFormat format) throws IOException {
    SampleOutput output = new SampleOutput(folder, format);
    output.seal(output.writeFiles());

    assertThat(problems(output)).isEmpty();
    assertThat(OutputVerifier.verify(output.root(), Depth.RECORDS))
        .isEqualTo(new OutputVerifier.Result(6, 5, List.of(), List.of()));
  }

  @Test
  void anyChangedByteIsFound() throws IOException {
    SampleOutput output = sample();
    output.seal(output.writeFiles());
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    assertThat(files).hasSize(7);
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] ^= (byte) (1 << i % 8);
        Files.write(file, bytes);
        assertThat(OutputVerifier.verify(output.root(), Depth.CHECKSUMS).sound())
            .as("%s, byte %s", file, i)
            .isFalse();
        bytes[i] ^= (byte) (1 << i % 8);
      }
      Files.write(file, bytes);
    }
    assertThat(problems(output)).isEmpty();
  }

  @Test
  void missingAddedAndTruncatedFilesAreFound() throws IOException {
    SampleOutput output = sample();
    output.seal(output.writeFiles());
    Files.delete(folder.resolve(output.shard("de")));
    Files.write(folder.resolve(output.shard("fr")), new byte[3]);
    Files.write(folder.resolve("shards/fr/.part.tmp"), new byte[1]);

    assertThat(problems(output))
        .contains(
            output.shard("de") + ": is missing or listed twice",
            "shards/fr/.part.tmp: is not listed in manifest.json")
        .anyMatch(line -> line.startsWith(output.shard("fr") + ": has 3 bytes, must have "));
  }

  @Test
  void anUnfinishedRunIsFound() throws IOException {
    SampleOutput output = sample();
    output.seal(output.writeFiles());
    Files.delete(folder.resolve(Shards.SUCCESS));

    assertThat(problems(output)).containsExactly("_SUCCESS: is missing: the run did not finish");
  }

  @Test
  void documentsOutOfOrderAndRepeatedIdsAreFound() throws IOException {
    SampleOutput output = sample();
    Collections.swap(output.german, 0, 1);
    output.french.set(1, output.french.get(0));
    output.seal(output.writeFiles());

    assertThat(problems(output))
        .contains(
            output.shard("de") + ": record 2: id " + output.german.get(1).id() + " is out of order")
        .contains(
            output.shard("fr")
                + ": record 2: id "
                + output.french.get(0).id()
                + " comes again and is not marked as a repeat");
  }

  @Test
  void anIdInTwoLanguagesAndAWrongLanguageAreFound() throws IOException {
    SampleOutput output = sample();
    Document german = output.german.get(0);
    output.french.clear();
    output.french.add(german.withLanguage("fr", 1));
    output.french.add(new Document("f".repeat(32), "", "", "", "", "it", 1, new TreeMap<>()));
    output.seal(output.writeFiles());

    assertThat(problems(output))
        .contains(
            output.shard("fr")
                + ": record 1: id "
                + german.id()
                + " is in a shard of another language too")
        .contains(output.shard("fr") + ": record 2: language 'it' is not that of the folder");
  }

  @Test
  void verdictsThatDisagreeWithTheShardsAreFound() throws IOException {
    SampleOutput output = sample();
    Manifest manifest = output.writeFiles();
    ShardInfo shorter = output.writeShard(output.shard("fr"), output.french.subList(0, 1));
    output.seal(withShard(manifest, shorter));

    assertThat(problems(output))
        .contains(
            "manifest.json: records of shards add up to 4, must be 5",
            output.shard("fr") + ": verdicts put 2 records here, not 1");
  }

  private static Manifest withShard(Manifest manifest, ShardInfo shard) {
    List<ShardInfo> shards = new ArrayList<>(manifest.shards());
    shards.removeIf(other -> other.path().equals(shard.path()));
    shards.add(shard);
    return copy(manifest, shards);
  }

  private static Manifest copy(Manifest manifest, List<ShardInfo> shards) {
    return new Manifest(
        manifest.formatVersion(),
        manifest.millraceVersion(),
        manifest.recipeSha256(),
        manifest.recipe(),
        manifest.models(),
        manifest.inputs(),
        manifest.totals(),
        manifest.stages(),
        manifest.languages(),
        manifest.reasons(),
        manifest.rephrase(),
        shards,
        manifest.rejected(),
        manifest.verdicts(),
        manifest.companions(),
        manifest.takedowns(),
        manifest.plugins());
  }

  @Test
  void aPathThatLeavesTheOutputIsNotFollowed() throws IOException {
    SampleOutput output = sample();
    Manifest manifest = output.writeFiles();
    ShardInfo outside = new ShardInfo("shards/../../../etc/passwd", 0, 1, "0".repeat(64));
    output.seal(withShard(manifest, outside));

    assertThat(problems(output)).contains("shards/../../../etc/passwd: is not a path of an output");
  }

  @Test
  void addedTombstonesAreFound() throws IOException {
    SampleOutput output = sample();
    output.seal(output.writeFiles());
    Files.writeString(folder.resolve(Shards.TOMBSTONES), "{}\n");

    assertThat(problems(output)).containsExactly("tombstones.jsonl: is not listed in _SUCCESS");
  }

  @Test
  void aReportThatIsNoLongerListedIsFound() throws IOException {
    SampleOutput output = sample();
    output.seal(output.writeFiles());
    Files.writeString(folder.resolve(Shards.REPORT_JSON), "{\"other\": 1}");
    List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve(Shards.SUCCESS)));
    lines.removeIf(line -> line.endsWith(Shards.REPORT_JSON));
    Files.write(folder.resolve(Shards.SUCCESS), lines);

    assertThat(problems(output)).containsExactly("report.json: is not listed in _SUCCESS");
  }

  @Test
  void namesWithLineFeedsAreFoundAndEscaped() throws IOException {
    SampleOutput output = sample();
    output.seal(output.writeFiles());
    Files.writeString(folder.resolve("shards/de/part\nsound: 1\u001b[2J"), "x");
    Files.writeString(folder.resolve("evil\n"), "x");

    assertThat(problems(output))
        .containsExactlyInAnyOrder(
            "evil\\u000a: is not listed in _SUCCESS",
            "shards/de/part\\u000asound: 1\\u001b[2J: is not listed in manifest.json");
  }

  @Test
  void linksAreFoundAndNotFollowed() throws IOException {
    SampleOutput output = sample();
    output.seal(output.writeFiles());
    Path shard = folder.resolve(output.shard("fr"));
    Path elsewhere = Files.move(shard, folder.resolveSibling(folder.getFileName() + ".shard"));
    Files.createSymbolicLink(shard, elsewhere);
    Files.createSymbolicLink(folder.resolve("verdicts/all"), folder);
    Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("none"));

    assertThat(problems(output))
        .contains(
            output.shard("fr") + ": is a symbolic link, not a file of an output",
            output.shard("fr") + ": is missing or listed twice",
            "verdicts/all: is a symbolic link, not a file of an output",
            "dangling: is a symbolic link, not a file of an output");
    Files.delete(elsewhere);
  }
}
