package io.millrace.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.app.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearMissesTest {

  @TempDir private Path folder;

  private JsonNode report(int words) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 5; i <= 45; i += 5) {
      lines.add(
          "{\"text\": \"" + "the word of that ".repeat(i / 4) + "\", \"url\": \"u" + i + "\"}");
    }
    Path input = Files.write(folder.resolve("in.jsonl"), lines);
    Path recipe =
        Files.writeString(
            folder.resolve("r.yaml"),
            "inputs: [jsonl: '"
                + input
                + "']\nstages: [gopher-quality: {min_words: "
                + words
                + "}]\n"
                + "output: {shards: auto}\n");
    Path output = folder.resolve("out-" + words);
    Cli.done("run", recipe.toString(), "--output", output.toString(), "--runner", "direct");
    return new ObjectMapper().readTree(output.resolve("report.json").toFile());
  }

  @Test
  void runThatKeptNothingShowsNearMisses() throws IOException {
    JsonNode misses = report(50).get("near_misses");
    assertThat(misses).hasSize(9);
    assertThat(misses.get(0).at("/example/url").textValue()).isEqualTo("u45");
    assertThat(misses.get(0).get("missed").textValue())
        .isEqualTo("words is 44, the limit is at least 50");
    assertThat(misses.get(0).get("keeps").textValue())
        .isEqualTo("To let it pass this limit, set gopher-quality: {min_words: 44}.");
    assertThat(misses.get(8).at("/example/url").textValue()).isEqualTo("u5");
  }

  /** Also: an output smaller than a shard is in one shard. */
  @Test
  void runThatKeptDocumentsShowsNoNearMisses() throws IOException {
    assertThat(report(20).get("near_misses")).isEmpty();
    assertThat(folder.resolve("out-20/verdicts/part-00000-of-00001.parquet")).isNotEmptyFile();
  }
}
