package io.millrace.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.contrast.ContrastLoss;
import io.millrace.trainer.contrast.DualEncoder;
import io.millrace.trainer.contrast.DualEncoderSettings;
import io.millrace.trainer.contrast.PairBatch;
import io.millrace.trainer.contrast.PairModel;
import io.millrace.trainer.contrast.PairReaderSettings;
import io.millrace.trainer.contrast.TextSettings;
import io.millrace.trainer.expert.ExpertSettings;
import io.millrace.trainer.expert.RouterKind;
import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.TestTorch;
import io.millrace.trainer.vision.PoolingKind;
import io.millrace.trainer.vision.PositionKind;
import io.millrace.trainer.vision.TowerSettings;
import io.millrace.trainer.vision.VisionSettings;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX Runtime computes the same embeddings from the files as the model. */
class DualEncoderExportTest {

  private static final int VOCABULARY = 31;
  private static final int SIDE = 12;

  private final Scope scope = TestTorch.torch().root().evaluation();

  @TempDir Path folder;

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void denseWithLearnedPositionsAndAttentionPooling() throws IOException, OrtException {
    check(settings(RouterKind.NONE, 0, PositionKind.LEARNED, PoolingKind.ATTENTION, false));
  }

  @Test
  void softExpertsMergedPatchesAndACausalText() throws IOException, OrtException {
    check(settings(RouterKind.SOFT, 1, PositionKind.SINE_COSINE, PoolingKind.MEAN, true));
  }

  @Test
  void softExpertsInTheText() throws IOException, OrtException {
    check(settings(RouterKind.SOFT, 0, PositionKind.LEARNED, PoolingKind.MEAN, false));
  }

  @Test
  void routersThatDependOnTheBatchAreRefused() {
    DualEncoder model =
        model(settings(RouterKind.TOKEN_CHOICE, 0, PositionKind.LEARNED, PoolingKind.MEAN, false));
    assertThatThrownBy(() -> new DualEncoderExport(model).writeImages(folder.resolve("image.onnx")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be exported to ONNX");
    assertThat(folder).isEmptyDirectory();
  }

  private void check(DualEncoderSettings settings) throws IOException, OrtException {
    DualEncoder model = model(settings);
    Path tokenizer = folder.resolve("given.json");
    Files.writeString(tokenizer, "{}");
    Path export = folder.resolve("export");
    new DualEncoderExport(model).write(export, tokenizer, PairReaderSettings.defaults());
    PairBatch batch = batch(3);
    PairModel.Embeddings both = model.embed(scope, batch);
    assertThat(images(export, batch)).containsExactly(both.images().floats(), within(1e-5f));
    assertThat(texts(export, batch)).containsExactly(both.texts().floats(), within(1e-5f));
    assertThat(export.resolve("tokenizer.json")).hasContent("{}");
    assertThat(export.resolve("image-score.yaml"))
        .content()
        .contains("image_size: 12", "fit: squash", "mean: [0.5, 0.5, 0.5]", "max_tokens: 9");
  }

  private static float[] images(Path export, PairBatch batch) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = {batch.pairs(), 3, SIDE, SIDE};
    try (OrtSession session = session(environment, export.resolve("image_model.onnx"));
        OnnxTensor pixels =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(batch.pixels()), shape)) {
      assertThat(session.getInputNames()).containsExactly("pixel_values");
      assertThat(session.getOutputNames()).containsExactly("image_embeds");
      try (OrtSession.Result result = session.run(Map.of("pixel_values", pixels))) {
        return rows(result);
      }
    }
  }

  /** All texts in one batch; shorter ones are padded. */
  private static float[] texts(Path export, PairBatch batch) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    int longest = Arrays.stream(batch.lengths()).max().orElseThrow();
    long[] ids = new long[batch.pairs() * longest];
    long[] mask = new long[ids.length];
    int token = 0;
    for (int i = 0; i < batch.pairs(); i++) {
      for (int j = 0; j < batch.lengths()[i]; j++) {
        ids[i * longest + j] = batch.tokens()[token++];
        mask[i * longest + j] = 1;
      }
    }
    long[] shape = {batch.pairs(), longest};
    try (OrtSession session = session(environment, export.resolve("text_model.onnx"));
        OnnxTensor given = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
        OnnxTensor seen = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape)) {
      assertThat(session.getInputNames()).containsExactly("input_ids", "attention_mask");
      assertThat(session.getOutputNames()).containsExactly("text_embeds");
      try (OrtSession.Result result =
          session.run(Map.of("input_ids", given, "attention_mask", seen))) {
        return rows(result);
      }
    }
  }

  private static OrtSession session(OrtEnvironment environment, Path file) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      return environment.createSession(file.toString(), options);
    }
  }

  private static float[] rows(OrtSession.Result result) throws OrtException {
    float[][] rows = (float[][]) result.get(0).getValue();
    float[] all = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, all, i * rows[0].length, rows[0].length);
    }
    return all;
  }

  private DualEncoder model(DualEncoderSettings settings) {
    return new DualEncoder(new Parameters(scope, 4, NumberType.FLOAT32), settings, VOCABULARY);
  }

  private static DualEncoderSettings settings(
      RouterKind router, int mergeAfter, PositionKind places, PoolingKind pooling, boolean causal) {
    ExpertSettings experts = new ExpertSettings(router, 3, 2, 1, 1.05, false, 1, .005, .005, 2);
    TowerSettings tower = new TowerSettings(16, 3, 2, 24, 1e-6, .3, experts);
    TowerSettings textTower = causal ? tower.with(ExpertSettings.defaults()) : tower;
    return new DualEncoderSettings(
        new VisionSettings(tower, SIDE, 4, places, pooling, mergeAfter, 5),
        new TextSettings(textTower, 9, causal),
        7,
        ContrastLoss.SIGMOID);
  }

  private static PairBatch batch(int pairs) {
    Random random = new Random(11);
    float[] pixels = new float[pairs * 3 * SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    int[] lengths = {4, 9, 1};
    int[] tokens = random.ints(14, 0, VOCABULARY).toArray();
    return new PairBatch(pairs, SIDE, pixels, tokens, lengths);
  }
}
