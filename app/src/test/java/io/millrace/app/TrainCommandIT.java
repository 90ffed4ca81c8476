package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.app.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Trains a small model on the shards of a run, stops it and continues. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainCommandIT {

  /** Exit status after SIGTERM. */
  private static final int TERMINATED = 143;

  private Path folder;
  private Path config;

  @BeforeAll
  void runAndTokenizer(@TempDir Path shared) throws IOException {
    folder = shared;
    Path input =
        Files.write(folder.resolve("in.jsonl"), MadeText.lines(120, 3), StandardCharsets.UTF_8);
    Path recipe =
        Files.writeString(
            folder.resolve("r.yaml"),
            "inputs: [jsonl: '" + input + "']\nstages: []\noutput: {shards: 2}\ntolerance: .1\n");
    Path shards = folder.resolve("shards");
    Cli.done("run", recipe.toString(), "--output", shards.toString(), "--runner", "direct");
    Path tokenizer = folder.resolve("tokenizer.json");
    Cli.done(
        "tokenizer",
        "train",
        shards.toString(),
        "--vocabulary",
        "400",
        "--output",
        tokenizer.toString());
    config =
        Files.writeString(
            folder.resolve("train.yaml"),
            String.format(
                Locale.ROOT,
                """
            shards: '%s'
            tokenizer: '%s'
            data: {sequence_length: 32, batch: 4, epochs: 0, held_out: .1}
            model: {width: 32, layers: 2, heads: 2, hidden: 48}
            training:
              steps: 100
              schedule: {learning_rate: .01, warm_up: 10, cool_down: 20}
              checkpoint_every: 30
              compute: {threads: 1}
            held_out: {every: 25, kilobytes: 2}
            """,
                shards,
                tokenizer));
  }

  private String[] train(String output, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("train", config.toString(), "--output", folder.resolve(output).toString()));
    arguments.addAll(List.of(more));
    return arguments.toArray(new String[0]);
  }

  @Test
  void trainingContinuedAfterSigtermIsEqualToTheBit() throws Exception {
    Cli whole = Cli.done(train("whole"));
    assertThat(whole.out()).matches("100 steps, loss [0-9.]+: finished\n");
    assertThat(whole.err())
        .contains(" parameters\n")
        .contains("step 0 of 100\n")
        .containsPattern("step 1 of 100, loss [0-9.]+, [0-9.]+ k? ?tokens/s, about ")
        .contains("step-000000100\n");
    List<String> metrics = Files.readAllLines(folder.resolve("whole/metrics.jsonl"));
    assertThat(metrics).hasSize(100);
    ObjectMapper json = new ObjectMapper();
    double first = json.readTree(metrics.get(0)).get("loss").doubleValue();
    double last = json.readTree(metrics.get(99)).get("loss").doubleValue();
    assertThat(first).isBetween(5.5, 6.5);
    assertThat(last).isLessThan(first - 1);
    JsonNode kept = json.readTree(folder.resolve("whole/training.json").toFile());
    assertThat(kept.at("/settings/model/rotary_share").doubleValue()).isEqualTo(.25);
    assertThat(kept.get("vocabulary").intValue()).isEqualTo(400);
    assertThat(folder.resolve("whole/tokenizer.json"))
        .hasSameBinaryContentAs(folder.resolve("tokenizer.json"));

    Path stopped = folder.resolve("stopped");
    try (ChildJvm child =
        ChildJvm.start(folder.resolve("child.log"), Map.of(), List.of(train("stopped")))) {
      Path log = stopped.resolve("metrics.jsonl");
      int code = child.terminateAt(() -> Files.exists(log) && Files.size(log) > 0);
      assertThat(code).as(child.said()).isEqualTo(TERMINATED);
      assertThat(child.said()).contains("saved ");
    }
    assertThat(Files.readAllLines(stopped.resolve("metrics.jsonl"))).hasSizeLessThan(100);
    assertThat(Cli.run(train("stopped")).err())
        .endsWith(stopped + " has a run with checkpoints; continue it with --resume\n");
    Cli.done(train("stopped", "--resume"));
    for (String same : List.of("metrics.jsonl", "checkpoints/step-000000100/model.safetensors")) {
      assertThat(stopped.resolve(same))
          .hasSameBinaryContentAs(folder.resolve("whole").resolve(same));
    }
    Cli other = Cli.run(train("stopped", "--resume", "--set", "model.rotary_share=.5"));
    assertThat(other.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(other.err()).contains("step-000000100 was trained with other settings");
  }

  @Test
  void measurementsOnHeldOutDocumentsChangeNoResult() throws IOException {
    Cli.done(train("measured", "--set", "training.steps=60"));
    Cli.done(train("unmeasured", "--set", "training.steps=60", "--set", "held_out.every=0"));
    String weights = "checkpoints/step-000000060/model.safetensors";
    assertThat(folder.resolve("measured").resolve(weights))
        .hasSameBinaryContentAs(folder.resolve("unmeasured").resolve(weights));
    ObjectMapper json = new ObjectMapper();
    List<Long> steps = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("measured/metrics.jsonl"))) {
      JsonNode step = json.readTree(line);
      if (step.has("held_out.loss")) {
        steps.add(step.get("step").longValue());
        losses.add(step.get("held_out.loss").doubleValue());
        assertThat(step.get("held_out.bits_per_byte").doubleValue()).isPositive();
      }
    }
    assertThat(steps).containsExactly(25L, 50L, 60L);
    assertThat(losses.get(2)).isLessThan(losses.get(0)).isLessThan(Math.log(400));
    assertThat(folder.resolve("unmeasured/metrics.jsonl")).content().doesNotContain("held_out");
    assertThat(folder.resolve("measured/report.html")).content().contains("\"held_out\":[{");
    assertThat(folder.resolve("unmeasured/report.html")).content().contains("\"held_out\":[]");

    Cli none = Cli.done(train("none", "--set", "training.steps=50", "--set", "data.held_out=0"));
    assertThat(none.err())
        .contains("no measurements during training: no documents with text are held");
  }

  @Test
  void severalOutputsAreReadTogether() throws IOException {
    Path input =
        Files.write(folder.resolve("more.jsonl"), MadeText.lines(60, 9), StandardCharsets.UTF_8);
    Path recipe =
        Files.writeString(
            folder.resolve("more.yaml"),
            "inputs: [jsonl: '" + input + "']\nstages: []\noutput: {shards: 1}\ntolerance: .1\n");
    Path more = folder.resolve("more-shards");
    Cli.done("run", recipe.toString(), "--output", more.toString(), "--runner", "direct");
    String[] once = {"--set", "data.epochs=1", "--set", "training.steps=4000"};
    Cli one = Cli.done(train("one-output", once));
    String[] both = {once[0], once[1], once[2], once[3], "--set", "more_shards=['" + more + "']"};
    Cli two = Cli.done(train("two-outputs", both));
    assertThat(one.out()).contains("no more data");
    assertThat(two.out()).contains("no more data");
    double first = Files.readAllLines(folder.resolve("one-output/metrics.jsonl")).size();
    double second = Files.readAllLines(folder.resolve("two-outputs/metrics.jsonl")).size();
    assertThat(second / first).as("steps of one pass").isBetween(1.2, 1.8);
    Cli missing = Cli.run(train("missing", "--set", "more_shards=[/nowhere]"));
    assertThat(missing.err()).contains("/nowhere is not the output of a finished run");
    assertThat(missing.code()).isEqualTo(ExitCode.WRONG_USE);
  }

  @Test
  void wrongConfigurationsAreReported() throws IOException {
    Path wrong =
        Files.writeString(
            folder.resolve("wrong.yaml"),
            "shards: x\nmodel: {widht: 32}\ntraining: {schedule: {kind: cosine}}\n");
    Cli typo = Cli.run("train", wrong.toString(), "--output", folder.resolve("o").toString());
    assertThat(typo.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(typo.err())
        .contains("wrong.yaml:2:9: unknown setting 'model.widht' of the training")
        .contains("did you mean 'model.width'?")
        .contains("one of warm-up-cosine, reciprocal-square-root, stable-lm-2");
    assertRefused("model.heads=3", "heads is 3; it must divide width, 32");
    assertRefused("data.sequence_length=4096", "data.sequence_length is 4096; it must be at most");
    assertRefused("training.steps=39", "they must be at most a quarter and three quarters");
    assertRefused("shards=/nowhere", "/nowhere is not the output of a finished run");
    assertRefused("tokenizer=/nowhere.json", "/nowhere.json");
    assertRefused("model.width=65536", "GB of memory and");
    assertRefused("training.compute.device=cuda:9", "device cuda:9 does not exist");
  }

  private void assertRefused(String set, String message) {
    Cli refused = Cli.run(train("refused", "--set", set));
    assertThat(refused.err()).as(set).contains(message);
    assertThat(refused.code()).as(set).isIn(ExitCode.WRONG_USE, ExitCode.OUTSIDE_FAILED);
    assertThat(folder.resolve("refused/checkpoints")).doesNotExist();
  }
}
