package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.cli.ExitCode;
import io.millrace.corpus.DropReason;
import io.millrace.pipelines.chain.Stages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stages in the output of {@code stages} and {@code check}. */
class StagesCommandTest {

  @TempDir private Path folder;

  static Stream<String> stages() {
    return Stages.names().stream();
  }

  /** Stages that need settings or other stages. */
  private Map<String, String> lists() throws IOException {
    Path set = Files.writeString(folder.resolve("set.jsonl"), "{\"text\": \"a b c\"}\n");
    return Map.of(
        "url-filter", "[url-filter: {words: [casino]}]",
        "decontaminate", "[decontaminate: {evaluation_sets: ['" + set + "']}]",
        "image-candidates", "[image-candidates, image-decode]",
        "image-fetch", "[image-fetch, image-decode]",
        "image-text", "[image-decode, image-text]",
        "image-filter", "[image-decode, image-filter]",
        "image-dedup", "[image-decode, image-dedup]",
        "image-ocr", "[image-decode, image-ocr]",
        "image-score", "[image-decode, image-score]");
  }

  private String check(String stage) throws IOException {
    String input = Stages.isForImages(stage) ? "webdataset" : "jsonl";
    String format = Stages.isForImages(stage) ? "webdataset" : "jsonl";
    Path recipe =
        Files.writeString(
            folder.resolve("r.yaml"),
            "inputs: ["
                + input
                + ": x]\nstages: "
                + lists().getOrDefault(stage, "[" + stage + "]")
                + "\noutput: {format: "
                + format
                + "}\n");
    return Cli.done("check", recipe.toString()).out();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void planHasEveryReasonOfAStage(String stage) throws IOException {
    String plan = check(stage);
    int begin = plan.indexOf("stage    " + stage + "\n");
    int end = plan.indexOf("\nstage", begin + 1);
    String lines = plan.substring(begin, end < 0 ? plan.indexOf("\noutput") : end);
    for (DropReason reason : DropReason.values()) {
      if (reason.stage().equals(stage)) {
        assertThat(lines).containsAnyOf("else " + reason.key(), "drops " + reason.key() + ": ");
      }
    }
  }

  @Test
  void settingsOfStagesWithoutRulesAreInThePlan() throws IOException {
    assertThat(check("dedup-minhash")).contains("with threshold: 0.75\n");
    assertThat(check("pii")).contains("with action: mask\n", "with ibans: true\n");
    assertThat(check("line-clean")).contains("with trailing_lines: 10\n");
  }

  @Test
  void allStagesAreListed() {
    List<String> lines = Cli.done("stages").out().lines().toList();
    assertThat(lines).hasSize(Stages.names().size());
    for (String stage : Stages.names()) {
      assertThat(lines)
          .anyMatch(
              line ->
                  line.matches(stage + " +(documents|duplicates|images) +[A-Z].{20,80}\\.")
                      && line.length() <= 110);
    }
  }

  @ParameterizedTest
  @MethodSource("stages")
  void stageIsShownWithItsSettings(String stage) {
    assertThat(Cli.done("stages", stage).out())
        .startsWith(stage + " (")
        .contains("\ndrops ")
        .doesNotContain("null");
  }

  @Test
  void settingHasDefaultMeaningAndRange() {
    assertThat(Cli.done("stages", "langid").out())
        .contains(
            "\nkeep: []\n    Languages to keep, as the model names them; empty keeps all"
                + " [list, language codes]\n");
  }

  @Test
  void unknownStageGetsASuggestion() {
    Cli ran = Cli.run("stages", "minhash");
    assertThat(ran.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(ran.err())
        .isEqualTo("millrace: unknown stage 'minhash'; did you mean 'dedup-minhash'?\n");
  }
}
