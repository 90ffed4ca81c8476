package io.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipelines.batch.MillRun;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.commit.RunResult;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.engine.EngineSettings.Runner;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that the plain loop writes the same files as a run on an engine. */
class PlainLoopTest {

  private static final String STAGES =
      "stages: [gopher-repetition, gopher-quality, c4, fineweb, dedup-url, dedup-exact,"
          + " dedup-minhash, pii]\n";

  @TempDir private Path folder;

  @Test
  void leavesTheFilesOfARun() throws Exception {
    Recipe recipe = recipe(STAGES);
    PlainLoop.Pass pass =
        ChainLoop.run(
            recipe,
            folder.resolve("loop"),
            2,
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    EngineSettings engine =
        new EngineSettings(
            Runner.DIRECT,
            2,
            EngineSettings.EMBEDDED,
            Files.createDirectories(folder.resolve("temporary")));
    RunRequest request =
        new RunRequest(
            recipe,
            new TreeMap<>(),
            folder.resolve("run").toString(),
            OutputFolder.WhenThere.REFUSE,
            engine);
    RunResult result = new MillRun(request, (run, manifest) -> new TreeMap<>()).run();

    assertThat(pass.records()).isEqualTo(FilterTexts.load().subList(0, 60).size() + 1L);
    assertThat(pass.kept()).isBetween(1L, pass.records() - 1);
    assertThat(files("loop")).isEqualTo(files("run"));
    assertThat(result.summary().endings()).isNotEmpty();
  }

  private Recipe recipe(String stages) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String text : FilterTexts.load().subList(0, 60)) {
      lines.append("{\"text\": \"").append(text.replace("\n", "\\n")).append("\"}\n");
    }
    lines.append("{\"id\": \"again\", \"text\": \"");
    lines.append(FilterTexts.load().subList(0, 60).get(0).replace("\n", "\\n")).append("\"}\n");
    Path input = Files.writeString(folder.resolve("texts.jsonl"), lines, StandardCharsets.UTF_8);
    return new RecipeReader(Stages.catalog())
        .read(
            "inputs: [{jsonl: x}]\n" + stages + "output: {format: jsonl, shards: 3}\n",
            "recipe",
            Overrides.none().input("jsonl", input.toString()));
  }

  /** Files of the shard writers by name, without those that describe the run. */
  private SortedMap<String, String> files(String name) throws IOException {
    SortedMap<String, String> found = new TreeMap<>();
    Path root = folder.resolve(name);
    for (String part : new String[] {"shards", "rejected", "verdicts"}) {
      try (Stream<Path> all = Files.walk(root.resolve(part))) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          found.put(
              root.relativize(file).toString(),
              new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return found;
  }
}
