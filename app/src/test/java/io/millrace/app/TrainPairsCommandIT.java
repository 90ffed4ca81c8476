package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.app.cli.ExitCode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains a small dual encoder on coloured squares, from shards to ONNX. */
class TrainPairsCommandIT {

  private static final List<Color> COLOURS =
      List.of(Color.RED, Color.GREEN, Color.BLUE, Color.YELLOW, Color.WHITE, Color.CYAN);
  private static final List<String> NAMES =
      List.of("red", "green", "blue", "yellow", "white", "cyan");

  @TempDir static Path folder;
  private static Path config;

  @BeforeAll
  static void shardsAndTokenizer() throws Exception {
    Path shards = Files.createDirectories(folder.resolve("pairs/shards"));
    byte[] tar = tar(120);
    Files.write(shards.resolve("00000.tar"), tar);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(tar));
    Files.writeString(
        folder.resolve("pairs/manifest.json"),
        String.format(
            Locale.ROOT,
            "{\"format_version\": 1, \"shards\": [{\"path\": \"shards/00000.tar\", \"records\":"
                + " 120, \"bytes\": %d, \"sha256\": \"%s\"}]}",
            tar.length,
            sha256));
    Path tokenizer = folder.resolve("tokenizer.json");
    Cli.done(
        "tokenizer",
        "train",
        folder.resolve("pairs").toString(),
        "--vocabulary",
        "270",
        "--output",
        tokenizer.toString());
    config =
        Files.writeString(
            folder.resolve("pairs.yaml"),
            String.format(
                Locale.ROOT,
                """
                shards: '%s'
                tokenizer: '%s'
                pairs: {batch: 16, epochs: 100, held_out: .2}
                dual:
                  image:
                    image_size: 16
                    patch_size: 8
                    tower: {width: 32, layers: 2, heads: 2, hidden: 48}
                  text:
                    maximum_length: 24
                    tower: {width: 32, layers: 2, heads: 2, hidden: 48}
                  dimensions: 16
                training:
                  steps: 40
                  schedule: {learning_rate: .01, warm_up: 5, cool_down: 10}
                  checkpoint_every: 20
                  compute: {threads: 1}
                """,
                folder.resolve("pairs"),
                tokenizer));
  }

  @Test
  void trainsEvaluatesAndExports() throws IOException {
    Path output = folder.resolve("dual");
    Cli done = Cli.done("train-pairs", config.toString(), "--output", output.toString());
    assertThat(done.out())
        .contains(
            "40 steps, loss ",
            "recall at 5 of ",
            ", chance 0.",
            "exported to " + output.resolve("export"));
    assertThat(done.err()).contains("120 pairs, 0 samples without image or text");
    JsonNode recall = new ObjectMapper().readTree(output.resolve("retrieval.json").toFile());
    assertThat(recall.get("pairs").intValue()).isBetween(10, 40);
    assertThat(recall.get("text_of_image_10").doubleValue()).isBetween(0.0, 1.0);
    assertThat(output.resolve("export"))
        .isDirectoryContaining("glob:**/image_model.onnx")
        .isDirectoryContaining("glob:**/text_model.onnx")
        .isDirectoryContaining("glob:**/image-score.yaml");
    assertThat(output.resolve("export/tokenizer.json"))
        .hasSameBinaryContentAs(folder.resolve("tokenizer.json"));
    Cli again = Cli.run("train-pairs", config.toString(), "--output", output.toString());
    assertThat(again.err()).contains("has a run with checkpoints");
    Cli other =
        Cli.run(
            "train-pairs",
            config.toString(),
            "--output",
            output.toString(),
            "--resume",
            "--set",
            "dual.dimensions=8");
    assertThat(other.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(other.err()).contains("was trained with other settings");
  }

  @Test
  void oneTowerReportsTheLoadOfItsExperts() throws IOException {
    Path output = folder.resolve("one");
    Cli done =
        Cli.done(
            "train-pairs",
            config.toString(),
            "--output",
            output.toString(),
            "--set",
            "kind=one-tower",
            "--set",
            "one_tower={image_size: 16, patch_size: 8, tower: {width: 32, layers: 2, heads: 2,"
                + " hidden: 48}}",
            "--set",
            "training.steps=20");
    assertThat(done.out()).contains("20 steps", "not exported");
    assertThat(Files.readAllLines(output.resolve("metrics.jsonl")).get(19))
        .contains("tower.blocks.1.mlp.gate.dropped");
  }

  @Test
  void wrongConfigurationsAreReported() throws IOException {
    Cli wrong =
        Cli.run(
            "train-pairs",
            config.toString(),
            "--output",
            folder.resolve("wrong").toString(),
            "--set",
            "training.accumulate=2");
    assertThat(wrong.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(wrong.err()).contains("raise pairs.batch instead");
    for (String tower : List.of("dual.image.tower", "dual.text.tower")) {
      Cli large =
          Cli.run(
              "train-pairs",
              config.toString(),
              "--output",
              folder.resolve("wrong").toString(),
              "--set",
              tower + "={width: 65536, heads: 64, layers: 2, hidden: 48}");
      assertThat(large.err()).as(tower).contains("GB of memory and", "pairs.batch or image_size");
      assertThat(large.code()).as(tower).isEqualTo(ExitCode.WRONG_USE);
    }
    Cli causal =
        Cli.run(
            "train-pairs",
            config.toString(),
            "--output",
            folder.resolve("wrong").toString(),
            "--set",
            "dual.text.causal=true",
            "--set",
            "dual.text.tower.experts.router=expert-choice");
    assertThat(causal.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(causal.err()).contains("a causal model would see the future");
  }

  private static byte[] tar(int count) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (int i = 0; i < count; i++) {
        String caption = NAMES.get(i / 4 % 6) + " square " + i % 4 + " of four";
        String key = String.format(Locale.ROOT, "00000%04d", i);
        put(tar, key + ".jpg", image(i));
        put(
            tar,
            key + ".json",
            ("{\"id\": \"" + i + "\", \"caption\": \"" + caption + "\", \"language\": \"en\"}")
                .getBytes(StandardCharsets.UTF_8));
        put(tar, key + ".txt", caption.getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] image(int number) throws IOException {
    BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(COLOURS.get(number / 4 % 6));
    graphics.fillRect(number % 2 * 10, number / 2 % 2 * 10, 10, 10);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static void put(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
