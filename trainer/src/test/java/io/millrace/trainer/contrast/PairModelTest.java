package io.millrace.trainer.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.trainer.block.FiniteDifferences;
import io.millrace.trainer.block.Parameter;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.expert.EntropyRule;
import io.millrace.trainer.expert.ExpertSettings;
import io.millrace.trainer.expert.RouterKind;
import io.millrace.trainer.optimise.AdamW;
import io.millrace.trainer.optimise.AdamWSettings;
import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import io.millrace.trainer.tensor.TestTorch;
import io.millrace.trainer.vision.PoolingKind;
import io.millrace.trainer.vision.PositionKind;
import io.millrace.trainer.vision.TowerSettings;
import io.millrace.trainer.vision.VisionSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PairModelTest {

  static final int VOCABULARY = 23;
  private static final ExpertSettings DENSE = ExpertSettings.defaults();

  private final Scope scope = TestTorch.torch().root().evaluation();

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void gradientsOfADualEncoder() {
    DualEncoder model = dual(NumberType.FLOAT64, settings(DENSE, 0, false, ContrastLoss.SIGMOID));
    checkGradients(model, own -> model.total(own, batch(3, 5)));
  }

  @Test
  void gradientsWithSoftExpertsMergedPatchesAndACausalText() {
    ExpertSettings soft = experts(RouterKind.SOFT, false);
    DualEncoder model = dual(NumberType.FLOAT64, settings(soft, 1, true, ContrastLoss.SOFTMAX));
    checkGradients(model, own -> model.total(own, batch(3, 5)));
  }

  @Test
  void gradientsOfOneTower() {
    OneTower model =
        new OneTower(new Parameters(scope, 2, NumberType.FLOAT64), oneTower(), VOCABULARY);
    checkGradients(model, own -> model.total(own, batch(3, 5)));
  }

  private void checkGradients(PairModel model, Function<Scope, Tensor> total) {
    FiniteDifferences.check(scope, model.parameters(), total);
    try (Scope own = scope.training()) {
      List<Tensor> values = model.parameters().stream().map(Parameter::value).toList();
      List<Tensor> expected = Ops.gradients(own, total.apply(own), values);
      List<Tensor> learned = model.learn(own, batch(3, 5)).gradients();
      for (int i = 0; i < expected.size(); i++) {
        assertThat(learned.get(i).doubles()).containsExactly(expected.get(i).doubles());
      }
    }
  }

  @Test
  void dualEncoderLearnsItsPairs() {
    PairModel model = dual(NumberType.FLOAT32, settings(DENSE, 0, false, ContrastLoss.SIGMOID));
    learns(model, 60);
  }

  @Test
  void oneTowerLearnsItsPairs() {
    OneTower model =
        new OneTower(new Parameters(scope, 2, NumberType.FLOAT32), oneTower(), VOCABULARY);
    assertThat(learns(model, 60))
        .containsKeys("tower.blocks.1.mlp.gate.dropped", "tower.blocks.1.mlp.gate.load.2");
  }

  private SortedMap<String, Double> learns(PairModel model, int steps) {
    PairBatch batch = batch(8, 1);
    AdamW optimiser = new AdamW(scope, model.parameters(), AdamWSettings.defaults());
    double start = model.loss(scope, batch);
    SortedMap<String, Double> counters = null;
    for (int step = 0; step < steps; step++) {
      try (Scope own = scope.training()) {
        PairModel.Learned learned = model.learn(own, batch);
        double norm = optimiser.norm(own, learned.gradients());
        optimiser.step(own, learned.gradients(), norm, .01);
        counters = learned.counters();
      }
    }
    assertThat(model.loss(scope, batch)).isLessThan(.3 * start);
    PairModel.Embeddings both = model.embed(scope, batch);
    Retrieval.Recall recall =
        Retrieval.of(both.images().floats(), both.texts().floats(), batch.pairs());
    assertThat(recall.textOfImage()).containsEntry(1, 1.0);
    assertThat(recall.imageOfText()).containsEntry(1, 1.0);
    return counters;
  }

  @Test
  void embeddingsHaveNormOneAndDoNotDependOnTheBatch() {
    PairModel model =
        dual(
            NumberType.FLOAT64,
            settings(experts(RouterKind.SOFT, false), 1, false, ContrastLoss.SIGMOID));
    PairBatch batch = batch(3, 4);
    double[] texts = model.embed(scope, batch).texts().doubles();
    double[] images = model.embed(scope, batch).images().doubles();
    double sum = 0;
    for (int i = 0; i < 5; i++) {
      sum += images[i] * images[i];
    }
    assertThat(sum).isEqualTo(1, within(1e-9));
    int pixels = 3 * 8 * 8;
    int start = batch.lengths()[0];
    PairBatch second =
        new PairBatch(
            1,
            8,
            Arrays.copyOfRange(batch.pixels(), pixels, 2 * pixels),
            Arrays.copyOfRange(batch.tokens(), start, start + batch.lengths()[1]),
            new int[] {batch.lengths()[1]});
    assertThat(model.embed(scope, second).images().doubles())
        .containsExactly(Arrays.copyOfRange(images, 5, 10), within(1e-9));
    assertThat(model.embed(scope, second).texts().doubles())
        .containsExactly(Arrays.copyOfRange(texts, 5, 10), within(1e-9));
  }

  @Test
  void causalTextRefusesExpertChoice() {
    assertThatThrownBy(
            () -> new TextSettings(tower(experts(RouterKind.EXPERT_CHOICE, false)), 9, true))
        .hasMessageContaining("a causal model would see the future");
  }

  @Test
  void wrongBatchesAreRefused() {
    PairModel model = dual(NumberType.FLOAT32, settings(DENSE, 0, false, ContrastLoss.SIGMOID));
    PairBatch strange = new PairBatch(1, 8, new float[192], new int[] {VOCABULARY}, new int[] {1});
    assertThatThrownBy(() -> model.embed(scope, strange))
        .hasMessageContaining("the tokenizer is not the model's");
    PairBatch large = new PairBatch(1, 16, new float[768], new int[] {1}, new int[] {1});
    assertThatThrownBy(() -> model.embed(scope, large))
        .hasMessage("the batch has images of side 16, the model takes 8");
    assertThatThrownBy(() -> new PairBatch(1, 8, new float[192], new int[] {1}, new int[] {2}))
        .hasMessageContaining("their sum");
  }

  private DualEncoder dual(NumberType type, DualEncoderSettings settings) {
    return new DualEncoder(new Parameters(scope, 2, type), settings, VOCABULARY);
  }

  static DualEncoderSettings settings(
      ExpertSettings experts, int mergeAfter, boolean causal, ContrastLoss loss) {
    VisionSettings image =
        new VisionSettings(
            tower(experts),
            8,
            4,
            mergeAfter == 0 ? PositionKind.LEARNED : PositionKind.SINE_COSINE,
            mergeAfter == 0 ? PoolingKind.ATTENTION : PoolingKind.MEAN,
            mergeAfter,
            3);
    return new DualEncoderSettings(
        image, new TextSettings(tower(causal ? DENSE : experts), 9, causal), 5, loss);
  }

  static OneTowerSettings oneTower() {
    return new OneTowerSettings(
        tower(experts(RouterKind.TOKEN_CHOICE, true)),
        8,
        4,
        9,
        5,
        ContrastLoss.SOFTMAX,
        new EntropyRule(.01, .04, 3),
        new EntropyRule(.04, .04, 2));
  }

  static TowerSettings tower(ExpertSettings experts) {
    return new TowerSettings(12, 2, 2, 16, 1e-6, .2, experts);
  }

  static ExpertSettings experts(RouterKind kind, boolean prioritised) {
    return new ExpertSettings(kind, 3, 2, 1, 1.25, prioritised, 1, .05, .05, 2);
  }

  static PairBatch batch(int pairs, long seed) {
    Random random = new Random(seed);
    float[] pixels = new float[pairs * 3 * 8 * 8];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    int[] lengths = random.ints(pairs, 2, 9).toArray();
    int[] tokens = random.ints(Arrays.stream(lengths).sum(), 0, VOCABULARY).toArray();
    return new PairBatch(pairs, 8, pixels, tokens, lengths);
  }
}
