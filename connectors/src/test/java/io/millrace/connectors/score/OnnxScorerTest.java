package io.millrace.connectors.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.shards.pair.Pairs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxScorerTest {

  /** A row for each of red, green and blue. */
  private static final float[][] WEIGHTS = {{1, 0, 0.5f, 0}, {0, 1, 0, -0.5f}, {0.25f, 0, 1, 1}};

  /** A row for each of: begin, end, filler, mill, wheel, red. */
  private static final float[][] ROWS = {
    {0.1f, 0, 0, 0}, {0, 0.1f, 0, 0}, {9, 9, 9, 9}, {1, 2, 0, 0}, {0, 1, 1, 0}, {3, 0, 0, 1}
  };

  private static final String TOKENIZER =
      """
      {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
       "normalizer": null, "pre_tokenizer": {"type": "Whitespace"}, "decoder": null,
       "post_processor": {"type": "TemplateProcessing",
         "single": [{"SpecialToken": {"id": "B", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                    {"SpecialToken": {"id": "E", "type_id": 0}}],
         "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
         "special_tokens": {"B": {"id": "B", "ids": [0], "tokens": ["B"]},
                            "E": {"id": "E", "ids": [1], "tokens": ["E"]}}},
       "model": {"type": "WordLevel", "unk_token": "mill",
         "vocab": {"B": 0, "E": 1, "P": 2, "mill": 3, "wheel": 4, "red": 5}}}
      """;

  private static final List<Double> MEAN = List.of(0.5, 0.4, 0.3);
  private static final List<Double> STD = List.of(0.2, 0.25, 0.5);

  @TempDir private Path folder;
  private ScorerSettings settings;

  @BeforeEach
  void writeModels() throws IOException {
    Path image = Files.write(folder.resolve("image.onnx"), OnnxModels.image(WEIGHTS));
    Path text = Files.write(folder.resolve("text.onnx"), OnnxModels.text(ROWS));
    Path tokenizer = Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER);
    settings =
        new ScorerSettings(
            image.toString(),
            text.toString(),
            tokenizer.toString(),
            8,
            ScorerSettings.Fit.CROP,
            MEAN,
            STD,
            5,
            2,
            false);
  }

  /** Expected scores, computed for an image of the model's size. */
  private static double expected(BufferedImage image, int... tokens) {
    double[] mean = new double[3];
    int side = image.getWidth();
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        for (int channel = 0; channel < 3; channel++) {
          double value = (image.getRGB(x, y) >> 16 - 8 * channel & 0xff) / 255.0;
          mean[channel] += (value - MEAN.get(channel)) / STD.get(channel) / (side * side);
        }
      }
    }
    double dot = 0;
    double a = 0;
    double b = 0;
    for (int i = 0; i < WEIGHTS[0].length; i++) {
      double seen = 0;
      for (int channel = 0; channel < 3; channel++) {
        seen += mean[channel] * WEIGHTS[channel][i];
      }
      double said = 0;
      for (int token : tokens) {
        said += ROWS[token][i];
      }
      dot += seen * said;
      a += seen * seen;
      b += said * said;
    }
    return dot / Math.sqrt(a * b);
  }

  private static BufferedImage image(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @Test
  void agreesWithTheModels() throws IOException {
    byte[] image = Pairs.png(8, 8, 3);
    try (OnnxScorer scorer = OnnxScorer.open(settings)) {
      assertThat(scorer.score(image, "red wheel"))
          .isCloseTo((float) expected(image(image), 0, 5, 4, 1), within(6e-5f));
      // at most five tokens, including the end token
      assertThat(scorer.score(image, "red wheel wheel red red red"))
          .isCloseTo((float) expected(image(image), 0, 5, 4, 4, 1), within(6e-5f));
      assertThat(scorer.score(image, ""))
          .isCloseTo((float) expected(image(image), 0, 1), within(6e-5f));
      assertThat(scorer.name()).matches("onnx( [0-9a-f]{32}){3}");
    }
  }

  @Test
  void oneModelMayMakeBothEmbeddings() throws IOException {
    Path joint = Files.write(folder.resolve("joint.onnx"), OnnxModels.joint(WEIGHTS, ROWS));
    byte[] image = Pairs.png(9, 8, 4);
    ScorerSettings both = withFiles(joint.toString(), "", settings.tokenizer());
    try (OnnxScorer one = OnnxScorer.open(both);
        OnnxScorer two = OnnxScorer.open(settings)) {
      assertThat(one.score(image, "red mill")).isEqualTo(two.score(image, "red mill"));
    }
  }

  @Test
  void aPairsScoreDoesNotDependOnItsBatch() throws IOException {
    byte[] first = Pairs.png(20, 11, 1);
    byte[] second = Pairs.png(7, 30, 2);
    try (OnnxScorer scorer = OnnxScorer.open(settings)) {
      float[] scores =
          scorer.score(
              List.of(
                  new ImageTextScorer.Pair(first, "mill"),
                  new ImageTextScorer.Pair(new byte[] {1, 2, 3}, "mill"),
                  new ImageTextScorer.Pair(second, "red \uD83D wheel")));
      assertThat(scores[0]).isEqualTo(scorer.score(first, "mill"));
      assertThat(scores[1]).isNaN();
      assertThat(scores[2]).isEqualTo(scorer.score(second, "red \uD83D wheel"));
    }
  }

  @Test
  void scalingKeepsASingleColour() throws IOException {
    BufferedImage plain = new BufferedImage(50, 33, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 33; y++) {
      for (int x = 0; x < 50; x++) {
        plain.setRGB(x, y, 0x336699);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(plain, "png", png);
    for (ScorerSettings.Fit fit : ScorerSettings.Fit.values()) {
      float[] planes =
          OnnxScorer.planes(
                  png.toByteArray(), new ScorerSettings("", "", "", 8, fit, MEAN, STD, 5, 2, false))
              .orElseThrow();
      assertThat(planes).hasSize(3 * 64);
      int[] colour = {0x33, 0x66, 0x99};
      for (int i = 0; i < planes.length; i++) {
        double value = colour[i / 64] / 255.0;
        double normal = (value - MEAN.get(i / 64)) / STD.get(i / 64);
        assertThat(planes[i]).isCloseTo((float) normal, within(1e-5f));
      }
    }
  }

  @Test
  void rejectsInvalidModels() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.onnx"), "no model");
    assertThatThrownBy(
            () ->
                OnnxScorer.open(
                    withFiles(wrong.toString(), settings.textModel(), settings.tokenizer())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("wrong.onnx is not a model");
    assertThatThrownBy(() -> OnnxScorer.open(ScorerSettings.defaults()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("must name files");
    ScorerSettings swapped =
        withFiles(settings.textModel(), settings.imageModel(), settings.tokenizer());
    try (OnnxScorer scorer = OnnxScorer.open(swapped)) {
      assertThat(scorer.score(Pairs.png(8, 8, 1), "mill")).isBetween(-1f, 1f);
    }
  }

  private ScorerSettings withFiles(String imageModel, String textModel, String tokenizer) {
    return new ScorerSettings(
        imageModel,
        textModel,
        tokenizer,
        settings.imageSize(),
        settings.fit(),
        settings.mean(),
        settings.std(),
        settings.maxTokens(),
        settings.padToken(),
        settings.lowerCase());
  }
}
