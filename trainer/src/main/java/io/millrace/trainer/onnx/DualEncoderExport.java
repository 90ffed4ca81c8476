package io.millrace.trainer.onnx;

import io.millrace.trainer.contrast.DualEncoder;
import io.millrace.trainer.contrast.PairReaderSettings;
import io.millrace.trainer.contrast.TextSettings;
import io.millrace.trainer.onnx.OnnxGraph.Type;
import io.millrace.trainer.vision.PatchEmbedding;
import io.millrace.trainer.vision.PoolingKind;
import io.millrace.trainer.vision.PositionKind;
import io.millrace.trainer.vision.VisionSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes a dual encoder for the stage image-score (docs/reference/stages/image-score.md): {@code
 * image_model.onnx} from {@code pixel_values} to {@code image_embeds}, {@code text_model.onnx} from
 * {@code input_ids} and {@code attention_mask} to {@code text_embeds}, the tokenizer, and {@code
 * image-score.yaml} with matching settings.
 */
public final class DualEncoderExport {

  /** Added to the scores of masked tokens. */
  private static final double UNSEEN = -1e9;

  private static final double LEAST_NORM = 1e-12;

  private final DualEncoder model;

  public DualEncoderExport(DualEncoder model) {
    this.model = model;
  }

  /**
   * Writes all files.
   *
   * @param folder created when it does not exist
   * @param tokenizer the tokenizer.json that the model was trained with
   * @param pixels how images were read in training
   * @throws IllegalArgumentException if the model's experts cannot be written
   */
  public void write(Path folder, Path tokenizer, PairReaderSettings pixels) throws IOException {
    Files.createDirectories(folder);
    writeImages(folder.resolve("image_model.onnx"));
    writeTexts(folder.resolve("text_model.onnx"));
    Files.copy(tokenizer, folder.resolve("tokenizer.json"), StandardCopyOption.REPLACE_EXISTING);
    String yaml =
        String.format(
            Locale.ROOT,
            """
            # model of the stage image-score; paths are relative to this folder
            image_model: image_model.onnx
            text_model: text_model.onnx
            tokenizer: tokenizer.json
            image_size: %d
            fit: %s
            mean: %s
            std: %s
            max_tokens: %d
            pad_token: -1
            """,
            model.imageSize(),
            pixels.crop() ? "crop" : "squash",
            pixels.mean(),
            pixels.std(),
            model.maximumLength());
    Files.writeString(folder.resolve("image-score.yaml"), yaml, StandardCharsets.UTF_8);
  }

  /** Writes the encoder of images. */
  public void writeImages(Path file) throws IOException {
    VisionSettings settings = model.settings().image();
    OnnxGraph graph = new OnnxGraph("image");
    OnnxLayers layers = new OnnxLayers(graph, model.parameters());
    String side = Integer.toString(settings.imageSize());
    String pixels = graph.input("pixel_values", Type.FLOAT, "batch", "3", side, side);
    String embedded =
        layers.op(
            "Add",
            layers.linear("image.embedding.patch", patches(layers, pixels, settings)),
            places(layers, settings));
    String hidden =
        new OnnxTower(layers, "image.tower", settings.tower())
            .forward(embedded, Optional.empty(), Optional.empty(), settings.mergeAfter());
    String pooled =
        settings.pooling() == PoolingKind.MEAN
            ? layers.mean(hidden, 1)
            : pool(layers, hidden, settings);
    finish(layers, "image", pooled);
    graph.write(file);
  }

  private static String patches(OnnxLayers layers, String pixels, VisionSettings settings) {
    OnnxGraph graph = layers.graph();
    long size = settings.patchSize();
    long across = settings.imageSize() / size;
    String cut = layers.op("Reshape", pixels, graph.whole(0, 3, across, size, across, size));
    String moved = layers.permute(cut, 0, 2, 4, 1, 3, 5);
    return layers.op("Reshape", moved, graph.whole(0, across * across, 3 * size * size));
  }

  private static String places(OnnxLayers layers, VisionSettings settings) {
    if (settings.positions() == PositionKind.LEARNED) {
      return layers.parameter("image.embedding.positions");
    }
    double[] fixed = PatchEmbedding.fixedPlaces(settings);
    float[] numbers = new float[fixed.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) fixed[i];
    }
    return layers.graph().constant(numbers, settings.patches(), settings.tower().width());
  }

  private static String pool(OnnxLayers layers, String hidden, VisionSettings settings) {
    int width = settings.tower().width();
    double epsilon = settings.tower().normEpsilon();
    String probe = layers.graph().constant(layers.numbers("image.pool.probe"), 1, 1, width);
    String seen =
        layers.attention(
            "image.pool.attention",
            probe,
            hidden,
            settings.tower().heads(),
            epsilon,
            Optional.empty());
    String normed = layers.gain("image.pool.norm", seen, epsilon);
    String both = layers.op("Add", seen, layers.mlp("image.pool.mlp", normed));
    return layers.op("Squeeze", both, layers.graph().whole(1));
  }

  /** Writes the encoder of texts. */
  public void writeTexts(Path file) throws IOException {
    TextSettings settings = model.settings().text();
    OnnxGraph graph = new OnnxGraph("text");
    OnnxLayers layers = new OnnxLayers(graph, model.parameters());
    String ids = graph.input("input_ids", Type.INT64, "batch", "tokens");
    String mask = graph.input("attention_mask", Type.INT64, "batch", "tokens");
    String length = layers.op("Gather", layers.op("Shape", ids), graph.scalar(1));
    String order = layers.op("Range", graph.scalar(0), length, graph.scalar(1));
    String words = layers.op("Gather", layers.parameter("text.embedding.tokens.weight"), ids);
    String places = layers.op("Gather", layers.parameter("text.embedding.positions.weight"), order);
    String present = layers.floats(mask);
    // 0 for tokens, very low for padding
    String absent =
        layers.op("Mul", layers.op("Sub", graph.constant(1), present), graph.constant(UNSEEN));
    String scores = layers.op("Unsqueeze", absent, graph.whole(1, 2));
    if (settings.causal()) {
      scores = layers.op("Add", scores, future(layers, order));
    }
    String hidden =
        new OnnxTower(layers, "text.tower", settings.tower())
            .forward(
                layers.op("Add", words, places),
                Optional.of(scores),
                Optional.of(layers.op("Unsqueeze", absent, graph.whole(2))),
                0);
    String weights = settings.causal() ? last(layers, mask, order) : mean(layers, present);
    String weighted = layers.op("Mul", hidden, layers.op("Unsqueeze", weights, graph.whole(2)));
    finish(layers, "text", layers.sum(weighted, 1));
    graph.write(file);
  }

  /** Very low where the column is after the row: [tokens, tokens]. */
  private static String future(OnnxLayers layers, String order) {
    OnnxGraph graph = layers.graph();
    String row = layers.op("Unsqueeze", order, graph.whole(1));
    String column = layers.op("Unsqueeze", order, graph.whole(0));
    return layers.op("Mul", layers.floats(layers.op("Less", row, column)), graph.constant(UNSEEN));
  }

  /** 1 for the last token of a text, else 0: [batch, tokens]. */
  private static String last(OnnxLayers layers, String mask, String order) {
    OnnxGraph graph = layers.graph();
    String end = layers.op("Sub", layers.sum(mask, 1), graph.whole(1));
    String column = layers.op("Unsqueeze", end, graph.whole(1));
    return layers.floats(layers.op("Equal", layers.op("Unsqueeze", order, graph.whole(0)), column));
  }

  /** 1 / length for the tokens of a text, 0 for padding: [batch, tokens]. */
  private static String mean(OnnxLayers layers, String present) {
    String count = layers.op("Unsqueeze", layers.sum(present, 1), layers.graph().whole(1));
    return layers.op("Div", present, count);
  }

  private void finish(OnnxLayers layers, String kind, String pooled) {
    String projected = layers.linear(kind + "_projection", pooled);
    String unit = layers.unit(projected, layers.graph().constant(LEAST_NORM));
    String dimensions = Integer.toString(model.settings().dimensions());
    layers.graph().output(kind + "_embeds", unit, Type.FLOAT, "batch", dimensions);
  }
}
