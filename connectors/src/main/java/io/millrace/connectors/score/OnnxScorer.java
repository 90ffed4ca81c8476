package io.millrace.connectors.score;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.image.ModelImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Scores with a dual encoder in ONNX, such as CLIP (Radford et al. 2021) or SigLIP (Zhai et al.
 * 2023): an image model with the input {@code pixel_values} and a text model with {@code input_ids}
 * and optionally {@code attention_mask}, or one model for both. The embeddings are the output
 * {@code image_embeds} or {@code text_embeds}, else {@code pooler_output}, else the first output
 * with two dimensions.
 *
 * <p>Each pair is run alone with one thread, so that its score does not depend on a batch; workers
 * run in parallel. Scores are rounded to four decimals, because processors differ in the last bits.
 */
public final class OnnxScorer implements ImageTextScorer {

  private static final String RUNTIME = "ai.onnxruntime.OrtEnvironment";
  private static final String PIXELS = "pixel_values";
  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final float DECIMALS = 1e4f;

  private final ScorerSettings settings;
  private final ModelTokens tokens;
  private final OrtEnvironment environment;
  private final OrtSession images;
  private final OrtSession texts;
  private final String name;

  private OnnxScorer(
      ScorerSettings settings,
      ModelTokens tokens,
      OrtEnvironment environment,
      OrtSession images,
      OrtSession texts,
      String name) {
    this.settings = settings;
    this.tokens = tokens;
    this.environment = environment;
    this.images = images;
    this.texts = texts;
    this.name = name;
  }

  /**
   * Loads the models.
   *
   * @throws IOException when a file is missing or not a model, or ONNX Runtime is missing
   */
  public static OnnxScorer open(ScorerSettings settings) throws IOException {
    checkRuntime();
    if (settings.imageModel().isEmpty() || settings.tokenizer().isEmpty()) {
      throw new IOException("image_model and tokenizer must name files");
    }
    StringBuilder name = new StringBuilder("onnx");
    for (String file : List.of(settings.imageModel(), settings.textModel(), settings.tokenizer())) {
      if (!file.isEmpty()) {
        name.append(' ').append(Hash128.of(Files.readAllBytes(Path.of(file))).toHex());
      }
    }
    ModelTokens tokens = ModelTokens.read(settings);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession images = null;
    try {
      images = session(environment, settings.imageModel());
      OrtSession texts =
          settings.textModel().isEmpty() ? images : session(environment, settings.textModel());
      return new OnnxScorer(settings, tokens, environment, images, texts, name.toString());
    } catch (IOException failed) {
      tokens.close();
      closeAll(images, null);
      throw failed;
    }
  }

  private static void checkRuntime() throws IOException {
    try {
      Class.forName(RUNTIME);
    } catch (ClassNotFoundException missing) {
      throw new IOException(
          "ONNX Runtime is not in this build; build millrace with the Maven profile onnx", missing);
    }
  }

  private static OrtSession session(OrtEnvironment environment, String file) throws IOException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return environment.createSession(file, options);
    } catch (OrtException e) {
      throw new IOException(
          file + " is not a model that ONNX Runtime can load: " + e.getMessage(), e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public float[] score(List<Pair> pairs) throws IOException {
    float[] scores = new float[pairs.size()];
    for (int i = 0; i < scores.length; i++) {
      Optional<float[]> pixels = planes(pairs.get(i).image(), settings);
      scores[i] = pixels.isPresent() ? score(pixels.get(), pairs.get(i).text()) : Float.NaN;
    }
    return scores;
  }

  static Optional<float[]> planes(byte[] image, ScorerSettings settings) {
    return ModelImage.of(
        image,
        settings.imageSize(),
        settings.fit() == ScorerSettings.Fit.CROP,
        settings.mean(),
        settings.std());
  }

  private float score(float[] pixels, String text) throws IOException {
    List<OnnxTensor> tensors = new ArrayList<>();
    try {
      Map<String, OnnxTensor> given = inputs(pixels, tokens.of(text), tensors);
      float[] image = embedding(images, given, "image_embeds");
      float[] caption = embedding(texts, given, "text_embeds");
      return cosine(image, caption);
    } catch (OrtException e) {
      throw new IOException("the model fails: " + e.getMessage(), e);
    } finally {
      tensors.forEach(OnnxTensor::close);
    }
  }

  private Map<String, OnnxTensor> inputs(float[] pixels, long[] ids, List<OnnxTensor> made)
      throws OrtException {
    boolean fill = settings.padToken() >= 0;
    int length = fill ? settings.maxTokens() : ids.length;
    long[] filled = Arrays.copyOf(ids, length);
    long[] mask = new long[length];
    Arrays.fill(mask, 0, ids.length, 1);
    Arrays.fill(filled, ids.length, length, settings.padToken());
    long side = settings.imageSize();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    made.add(
        OnnxTensor.createTensor(
            environment, FloatBuffer.wrap(pixels), new long[] {1, 3, side, side}));
    inputs.put(PIXELS, made.get(0));
    long[] shape = {1, length};
    made.add(OnnxTensor.createTensor(environment, LongBuffer.wrap(filled), shape));
    inputs.put(IDS, made.get(1));
    made.add(OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape));
    inputs.put(MASK, made.get(2));
    return inputs;
  }

  private static float[] embedding(OrtSession session, Map<String, OnnxTensor> given, String output)
      throws OrtException, IOException {
    Map<String, OnnxTensor> wanted = new HashMap<>();
    for (String input : session.getInputNames()) {
      OnnxTensor tensor = given.get(input);
      if (tensor == null && session.getInputNames().size() == 1) {
        tensor = given.get(output.startsWith("image") ? PIXELS : IDS);
      }
      if (tensor == null) {
        throw new IOException(
            "the model requires the input "
                + input
                + ", known are "
                + PIXELS
                + ", "
                + IDS
                + " and "
                + MASK);
      }
      wanted.put(input, tensor);
    }
    String name = outputOf(session, output);
    try (OrtSession.Result result = session.run(wanted, Set.of(name))) {
      OnnxValue value = result.get(0);
      if (!(value.getValue() instanceof float[][] rows) || rows.length != 1) {
        throw new IOException("the model's " + name + " is not a float embedding");
      }
      return rows[0];
    }
  }

  private static String outputOf(OrtSession session, String wanted)
      throws OrtException, IOException {
    Map<String, NodeInfo> outputs = session.getOutputInfo();
    for (String known : List.of(wanted, "pooler_output")) {
      if (outputs.containsKey(known)) {
        return known;
      }
    }
    for (Map.Entry<String, NodeInfo> output : outputs.entrySet()) {
      if (output.getValue().getInfo() instanceof TensorInfo tensor
          && tensor.getShape().length == 2) {
        return output.getKey();
      }
    }
    throw new IOException("the model has no output " + wanted);
  }

  static float cosine(float[] a, float[] b) throws IOException {
    if (a.length != b.length) {
      throw new IOException(
          "embeddings of images have " + a.length + " numbers, those of texts " + b.length);
    }
    double dot = 0;
    double lengthA = 0;
    double lengthB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      lengthA += (double) a[i] * a[i];
      lengthB += (double) b[i] * b[i];
    }
    double cosine = dot / Math.sqrt(lengthA * lengthB);
    return Double.isFinite(cosine) ? Math.round(cosine * DECIMALS) / DECIMALS : 0;
  }

  @Override
  public void close() throws IOException {
    tokens.close();
    closeAll(images, texts == images ? null : texts);
  }

  private static void closeAll(OrtSession first, OrtSession second) throws IOException {
    try {
      if (first != null) {
        first.close();
      }
      if (second != null) {
        second.close();
      }
    } catch (OrtException e) {
      throw new IOException("the model cannot be closed: " + e.getMessage(), e);
    }
  }
}
