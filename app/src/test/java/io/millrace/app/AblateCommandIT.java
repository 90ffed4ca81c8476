package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.app.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Evaluates, exports and compares models that are trained on shards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AblateCommandIT {

  private final ObjectMapper json = new ObjectMapper();

  @TempDir private static Path folder;
  private Path shards;
  private Path model;

  @BeforeAll
  void runAndTrain() throws IOException {
    shards = mill("all", "[]");
    mill("fewer", "[dedup-exact]");
    Path tokenizer = folder.resolve("tokenizer.json");
    Cli.done(
        "tokenizer",
        "train",
        shards.toString(),
        "--vocabulary",
        "400",
        "--pattern",
        "stable-lm-2",
        "--output",
        tokenizer.toString());
    config("all", tokenizer.toString());
    config("fewer", tokenizer.toString());
    model = folder.resolve("model");
    Cli.done("train", folder.resolve("all.yaml").toString(), "--output", model.toString());
  }

  private Path mill(String name, String stages) throws IOException {
    Path input =
        Files.write(folder.resolve("in.jsonl"), MadeText.lines(150, 3), StandardCharsets.UTF_8);
    Path recipe =
        Files.writeString(
            folder.resolve(name + "-recipe.yaml"),
            "inputs: [jsonl: '"
                + input
                + "']\nstages: "
                + stages
                + "\noutput: {shards: 2}\ntolerance: .1\n");
    Path output = folder.resolve(name);
    Cli.done("run", recipe.toString(), "--output", output.toString(), "--runner", "direct");
    return output;
  }

  private void config(String name, String tokenizer) throws IOException {
    Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        shards: 'SHARDS'
        tokenizer: 'TOKENIZER'
        data: {sequence_length: 32, batch: 4, epochs: 0, held_out: .3}
        model: {width: 16, layers: 1, heads: 2, hidden: 24, maximum_length: 64}
        training:
          steps: 30
          schedule: {learning_rate: .01, warm_up: 3, cool_down: 6}
          checkpoint_every: 10
          compute: {threads: 1}
        """
            .replace("SHARDS", folder.resolve(name).toString())
            .replace("TOKENIZER", tokenizer));
  }

  @Test
  void evaluatesByLanguage() throws IOException {
    Cli table = Cli.done("evaluate", model.toString(), "--shards", shards.toString());
    assertThat(table.out()).contains("bits/byte").contains("language de ").contains("95 % from");
    Cli asked = Cli.done("evaluate", model.toString(), "--shards", shards.toString(), "--json");
    JsonNode found = json.readTree(asked.out());
    long documents = found.at("/all/documents").asLong();
    assertThat(documents).isGreaterThan(20);
    assertThat(
            found.at("/languages/de/documents").asLong()
                + found.at("/languages/en/documents").asLong())
        .isEqualTo(documents);
    assertThat(found.at("/all/bits_per_byte").asDouble()).isBetween(.5, 8.0);
    assertThat(found.at("/cloze/*/low").asDouble())
        .isLessThanOrEqualTo(found.at("/cloze/*/accuracy").asDouble());
  }

  @Test
  void exportsForOtherPrograms() throws IOException {
    Path to = folder.resolve("export");
    Cli.done("export", model.toString(), "--to", to.toString());
    JsonNode config = json.readTree(to.resolve("config.json").toFile());
    assertThat(config.at("/architectures/0").asText()).isEqualTo("StableLmForCausalLM");
    assertThat(config.path("vocab_size").asInt()).isEqualTo(400);
    assertThat(config.path("use_parallel_residual").asBoolean(true)).isFalse();
    assertThat(to.resolve("model.safetensors"))
        .hasSameBinaryContentAs(model.resolve("checkpoints/step-000000030/model.safetensors"));
    assertThat(to.resolve("tokenizer.json"))
        .hasSameBinaryContentAs(folder.resolve("tokenizer.json"));
    assertThat(Cli.run("export", model.toString(), "--to", to.toString()).err())
        .contains("config.json already exists; replace it with --overwrite");
    Path gguf = folder.resolve("gguf");
    Cli.done("export", model.toString(), "--to", gguf.toString(), "--format", "gguf");
    assertThat(Files.size(gguf.resolve("model.gguf")))
        .isGreaterThan(Files.size(to.resolve("model.safetensors")));
  }

  @Test
  void damageIsNamed() throws IOException {
    Path copy = folder.resolve("damaged");
    Path checkpoint = copy.resolve("checkpoints/step-000000030");
    Files.createDirectories(checkpoint);
    for (String file : new String[] {"training.json", "tokenizer.json"}) {
      Files.copy(model.resolve(file), copy.resolve(file));
    }
    Path whole = model.resolve("checkpoints/step-000000030");
    Files.copy(whole.resolve("state.json"), checkpoint.resolve("state.json"));
    byte[] tensors = Files.readAllBytes(whole.resolve("model.safetensors"));
    Files.write(
        checkpoint.resolve("model.safetensors"),
        java.util.Arrays.copyOf(tensors, tensors.length / 2));
    refused(ExitCode.BAD_INPUT, "the checkpoint is damaged", "evaluate", copy);
    Files.copy(
        whole.resolve("model.safetensors"),
        checkpoint.resolve("model.safetensors"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(copy.resolve("training.json"), "{\"settings\": {");
    refused(ExitCode.BAD_INPUT, "the checkpoint is damaged", "evaluate", copy);
    Files.copy(
        model.resolve("training.json"),
        copy.resolve("training.json"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(
        copy.resolve("tokenizer.json"), Files.readString(model.resolve("tokenizer.json")) + "\n");
    refused(ExitCode.WRONG_USE, "is not the tokenizer of the checkpoint", "evaluate", copy);
    refused(
        ExitCode.WRONG_USE,
        "is neither a checkpoint nor a run with one",
        "evaluate",
        folder.resolve("nothing"));
    Cli noShards =
        Cli.run("evaluate", model.toString(), "--shards", folder.resolve("none").toString());
    assertThat(noShards.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(noShards.err()).contains("is not the output of a finished run");
  }

  private void refused(int code, String message, String command, Path checkpoint) {
    Cli refused = Cli.run(command, checkpoint.toString(), "--shards", shards.toString());
    assertThat(refused.err()).contains(message);
    assertThat(refused.err().lines()).hasSize(1);
    assertThat(refused.code()).isEqualTo(code);
  }

  @Test
  void comparesAndContinues() throws IOException {
    Path to = folder.resolve("ablation");
    String[] two = ablate(to, "--seeds", "2");
    Cli first = Cli.done(two);
    assertThat(first.out()).contains("fewer minus all").contains("bits per byte");
    assertThat(first.err()).contains("all, seed 2 of 2");
    byte[] found = Files.readAllBytes(to.resolve("ablation.json"));
    JsonNode result = json.readTree(found);
    assertThat(result.path("runs")).hasSize(4);
    JsonNode line = result.at("/comparisons/0/lines/0");
    double difference = line.path("difference").asDouble();
    assertThat(line.path("second").asDouble() - line.path("first").asDouble())
        .isCloseTo(difference, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(line.path("low").asDouble()).isLessThan(difference);
    assertThat(Files.readString(to.resolve("report.html")))
        .contains("Content-Security-Policy")
        .doesNotContain("@data@");

    Files.delete(to.resolve("fewer/seed-2/scores.json"));
    MadeText.delete(to.resolve("fewer/seed-2/checkpoints/step-000000030"));
    Cli again = Cli.done(two);
    assertThat(again.err()).contains("fewer, seed 2").doesNotContain("all, seed");
    assertThat(to.resolve("ablation.json")).hasBinaryContent(found);

    Cli other = Cli.run(ablate(to, "--seeds", "2", "--set", "training.steps=40"));
    assertThat(other.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(other.err()).contains("has an ablation with other settings");
  }

  /** The same texts under other ids: the sides hold out different documents. */
  @Test
  void warnsOfSidesWithoutCommonIdsAndMeasuresByOtherDocuments() throws IOException {
    runOther("other-ids", 77);
    runOther("neither", 99);
    config("other-ids", folder.resolve("tokenizer.json").toString());
    String[] sides = {
      "ablate",
      folder.resolve("all.yaml").toString(),
      folder.resolve("other-ids.yaml").toString(),
      "--seeds",
      "1",
      "--output"
    };
    Cli warned = Cli.done(with(sides, folder.resolve("apart").toString()));
    assertThat(warned.err())
        .contains("warning: the shards of all and other-ids have no held-out document in common")
        .contains("--held-out OUTPUT");
    Cli common =
        Cli.done(
            with(
                sides,
                folder.resolve("by-neither").toString(),
                "--held-out",
                folder.resolve("neither").toString()));
    assertThat(common.err()).doesNotContain("warning").contains("held-out documents");
    JsonNode result = json.readTree(folder.resolve("by-neither/ablation.json").toFile());
    assertThat(result.path("documents").asInt()).isGreaterThan(50);
  }

  private static String[] with(String[] arguments, String... more) {
    java.util.List<String> all = new java.util.ArrayList<>(java.util.List.of(arguments));
    all.addAll(java.util.List.of(more));
    return all.toArray(new String[0]);
  }

  private void runOther(String name, long seed) throws IOException {
    java.util.List<String> lines =
        MadeText.lines(150, seed).stream()
            .map(line -> line.replace("\"id\":\"", "\"id\":\"" + name + "-"))
            .toList();
    Path input = Files.write(folder.resolve(name + ".jsonl"), lines, StandardCharsets.UTF_8);
    Path recipe =
        Files.writeString(
            folder.resolve(name + "-recipe.yaml"),
            "inputs: [jsonl: '" + input + "']\nstages: []\noutput: {shards: 2}\ntolerance: .1\n");
    Cli.done(
        "run",
        recipe.toString(),
        "--output",
        folder.resolve(name).toString(),
        "--runner",
        "direct");
  }

  private String[] ablate(Path to, String... more) {
    java.util.List<String> arguments =
        new java.util.ArrayList<>(
            java.util.List.of(
                "ablate",
                folder.resolve("all.yaml").toString(),
                folder.resolve("fewer.yaml").toString(),
                "--output",
                to.toString()));
    arguments.addAll(java.util.List.of(more));
    return arguments.toArray(new String[0]);
  }

  @Test
  void differencesBetweenModelsAreRefused() throws IOException {
    Path wider =
        Files.writeString(
            folder.resolve("wider.yaml"),
            Files.readString(folder.resolve("fewer.yaml")).replace("hidden: 24", "hidden: 32"));
    Cli refused =
        Cli.run(
            "ablate",
            folder.resolve("all.yaml").toString(),
            wider.toString(),
            "--output",
            folder.resolve("no").toString());
    assertThat(refused.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(refused.err()).contains("model differs between all and wider");
    assertThat(folder.resolve("no")).doesNotExist();
    assertThat(Cli.run(ablate(folder.resolve("no"), "--tokens", "many")).err())
        .contains("--tokens is 'many'; it must be a number such as 5M");
  }
}
