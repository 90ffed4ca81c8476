package io.millrace.pipelines.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.error.MillraceException;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.engine.EngineSettings.Runner;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.output.OutputComparison;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.pipelines.testing.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares an output with the expected one. */
class OutputComparisonIT {

  @TempDir private Path folder;

  private Path run(String name, List<String> lines, String windows) throws IOException {
    Path input = folder.resolve(name + ".jsonl");
    Sample.write(input, lines);
    Recipe recipe =
        new RecipeReader(Stages.catalog())
            .read(
                "inputs:\n  - jsonl: '" + input + "'\n" + Sample.STAGES + windows,
                "test.yaml",
                Overrides.none());
    EngineSettings engine =
        new EngineSettings(
            Runner.DIRECT, 1, EngineSettings.EMBEDDED, Files.createTempDirectory(folder, "engine"));
    Path out = folder.resolve(name);
    RunRequest request =
        new RunRequest(
            recipe, new TreeMap<>(), out.toString(), OutputFolder.WhenThere.REFUSE, engine);
    new MillRun(request, (r, m) -> Collections.emptySortedMap()).run();
    return out;
  }

  @Test
  void reportsLostRepeatedAndDifferentRecords() throws IOException {
    String windows = "windows: {size: 7d}\noutput: {shards: 2}\n";
    List<String> lines = Sample.documents(120, 11).subList(0, 120);
    Path all = run("all", lines, windows);
    Path fewer = run("fewer", lines.subList(0, 90), windows);

    OutputComparison.Result same = OutputComparison.of(all.toString(), all.toString());
    assertThat(same.same()).isTrue();
    assertThat(same.windows()).isEqualTo(Sample.windows(all).size()).isGreaterThan(1);
    assertThat(same.records()).isEqualTo(120);
    assertThat(same.differences()).isEmpty();

    OutputComparison.Result lost = OutputComparison.of(fewer.toString(), all.toString());
    assertThat(lost.lost()).isEqualTo(30);
    assertThat(lost.twice()).isZero();
    assertThat(lost.sameBytes()).isFalse();
    OutputComparison.Result twice = OutputComparison.of(all.toString(), fewer.toString());
    assertThat(twice.lost()).isZero();
    assertThat(twice.twice()).isEqualTo(30);
    assertThat(twice.differences()).hasSizeBetween(2, 20);

    flipOneByte(all);
    Path again = run("again", lines, windows);
    OutputComparison.Result other = OutputComparison.of(all.toString(), again.toString());
    assertThat(other.lost()).isZero();
    assertThat(other.twice()).isZero();
    assertThat(other.same()).isFalse();
    assertThat(other.differences()).singleElement().asString().contains("has other bytes");

    Path whole = run("whole", lines, "output: {shards: 2}\n");
    assertThatThrownBy(() -> OutputComparison.of(all.toString(), whole.toString()))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("has windows, the other not");
  }

  private static void flipOneByte(Path output) throws IOException {
    try (Stream<Path> files = Files.walk(output.resolve("windows"))) {
      Path shard =
          files.filter(each -> each.toString().endsWith(".jsonl.zst")).sorted().findFirst().get();
      byte[] bytes = Files.readAllBytes(shard);
      bytes[bytes.length / 2] ^= 1;
      Files.write(shard, bytes);
    }
  }
}
