package io.millrace.trainer.run;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.data.DataSettings;
import io.millrace.trainer.model.Decoder;
import io.millrace.trainer.model.DecoderSettings;
import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Safetensors;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tokenizer.BpeTokenizer;
import io.millrace.trainer.tokenizer.TokenizerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A checkpoint of a decoder with its shape, its tokenizer and the settings of its training data.
 * Opening it checks that the tensors are exactly those of the shape and that the tokenizer is that
 * of the training.
 *
 * @param checkpoint its folder
 * @param step steps of the training
 * @param data training data, with the held-out share
 */
public record TrainedModel(
    Path checkpoint,
    long step,
    DecoderSettings settings,
    DataSettings data,
    BpeTokenizer tokenizer) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** File with the settings of the training, in the folder of a run. */
  public static final String CONFIGURATION = "training.json";

  /** File with the tokenizer, in the folder of a run. */
  public static final String TOKENIZER = "tokenizer.json";

  private static final String MODEL = "model.safetensors";

  /**
   * Opens a checkpoint.
   *
   * @param folder of a checkpoint, or of a run, whose last checkpoint is used
   * @throws TrainingException when there is no checkpoint, or the tokenizer is another one
   * @throws CheckpointException when it is damaged, or no decoder
   */
  public static TrainedModel open(Path folder) {
    try {
      Path checkpoint = checkpoint(folder);
      Path run = checkpoint.toAbsolutePath().normalize().getParent().getParent();
      JsonNode all = configuration(run.resolve(CONFIGURATION));
      DecoderSettings settings = JSON.treeToValue(all.at("/settings/model"), DecoderSettings.class);
      DataSettings data = JSON.treeToValue(all.at("/settings/data"), DataSettings.class);
      if (settings == null || data == null) {
        throw new CheckpointException(run.resolve(CONFIGURATION) + " has no settings of a decoder");
      }
      RunState state = CheckpointFolder.state(checkpoint);
      BpeTokenizer tokenizer = tokenizer(run.resolve(TOKENIZER), state.identity().tokenizer());
      TrainedModel model = new TrainedModel(checkpoint, state.step(), settings, data, tokenizer);
      model.check();
      return model;
    } catch (IOException | IllegalArgumentException e) {
      throw new CheckpointException(folder + ": the checkpoint is damaged: " + line(e), e);
    }
  }

  private static String line(Exception e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private static Path checkpoint(Path folder) throws IOException {
    if (Files.isRegularFile(folder.resolve(MODEL))
        && Files.isRegularFile(folder.resolve("state.json"))) {
      return folder;
    }
    Optional<Path> latest = new CheckpointFolder(folder.resolve("checkpoints"), 1, 1).latest();
    return latest.orElseThrow(
        () -> new TrainingException(folder + " is neither a checkpoint nor a run with one"));
  }

  private static JsonNode configuration(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new TrainingException(file + " is missing; keep a checkpoint in the folder of its run");
    }
    return JSON.readTree(file.toFile());
  }

  private static BpeTokenizer tokenizer(Path file, String expected) {
    BpeTokenizer tokenizer;
    try {
      tokenizer = BpeTokenizer.read(file);
    } catch (TokenizerException e) {
      throw new TrainingException(e.getMessage(), e);
    }
    if (!tokenizer.sha256().equals(expected)) {
      throw new TrainingException(
          file
              + " is not the tokenizer of the checkpoint; replace it by the one with sha256 "
              + expected);
    }
    return tokenizer;
  }

  private void check() throws IOException {
    SortedMap<String, long[]> expected = shapes(settings, tokenizer.vocabulary());
    try (Safetensors tensors = Safetensors.open(file())) {
      SortedMap<String, long[]> found = tensors.shapes();
      for (String name : found.keySet()) {
        if (!expected.containsKey(name)) {
          throw new CheckpointException(
              file() + " is no dense decoder: it has the tensor " + name + kind(name));
        }
      }
      expected.forEach(
          (name, shape) -> {
            if (!Arrays.equals(found.get(name), shape)) {
              throw new CheckpointException(
                  file()
                      + " does not fit its settings: "
                      + name
                      + (found.containsKey(name)
                          ? " has the shape " + Arrays.toString(found.get(name))
                          : " is missing"));
            }
          });
    }
  }

  private static String kind(String name) {
    return name.contains("expert") || name.contains("router")
        ? ", so it is a mixture of experts, which StableLmForCausalLM does not support"
        : "";
  }

  /** The file with its tensors. */
  public Path file() {
    return checkpoint.resolve(MODEL);
  }

  /** Names and shapes of the tensors of a decoder. */
  static SortedMap<String, long[]> shapes(DecoderSettings settings, int vocabulary) {
    long width = settings.width();
    SortedMap<String, long[]> shapes = new TreeMap<>();
    shapes.put("model.embed_tokens.weight", new long[] {vocabulary, width});
    shapes.put("lm_head.weight", new long[] {vocabulary, width});
    norm(shapes, "model.norm", width);
    for (int i = 0; i < settings.layers(); i++) {
      String layer = "model.layers." + i + ".";
      norm(shapes, layer + "input_layernorm", width);
      norm(shapes, layer + "post_attention_layernorm", width);
      for (String projection : new String[] {"q", "k", "v", "o"}) {
        String name = layer + "self_attn." + projection + "_proj.";
        shapes.put(name + "weight", new long[] {width, width});
        if (settings.attentionBias() && !projection.equals("o")) {
          shapes.put(name + "bias", new long[] {width});
        }
      }
      shapes.put(layer + "mlp.gate_proj.weight", new long[] {settings.hidden(), width});
      shapes.put(layer + "mlp.up_proj.weight", new long[] {settings.hidden(), width});
      shapes.put(layer + "mlp.down_proj.weight", new long[] {width, settings.hidden()});
    }
    return shapes;
  }

  private static void norm(SortedMap<String, long[]> shapes, String name, long width) {
    shapes.put(name + ".weight", new long[] {width});
    shapes.put(name + ".bias", new long[] {width});
  }

  /**
   * Loads the model.
   *
   * @param root owns its parameters
   */
  public Decoder load(Scope root) {
    Decoder decoder =
        new Decoder(new Parameters(root, 0, NumberType.FLOAT32), settings, tokenizer.vocabulary());
    try {
      CheckpointFolder.load(file(), root, decoder.parameters());
    } catch (IOException e) {
      throw new CheckpointException(file() + ": the checkpoint is damaged: " + line(e), e);
    }
    return decoder;
  }
}
