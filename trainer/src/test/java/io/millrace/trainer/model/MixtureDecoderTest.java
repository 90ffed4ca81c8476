package io.millrace.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.trainer.block.Parameter;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.data.Batch;
import io.millrace.trainer.expert.ExpertSettings;
import io.millrace.trainer.expert.RouterKind;
import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import io.millrace.trainer.tensor.TestTorch;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MixtureDecoderTest {

  private static final int VOCABULARY = 19;
  private static final DecoderSettings DENSE =
      new DecoderSettings(32, 2, 2, 48, 64, .25, 10_000, true, 1e-5, .2);

  private final Scope scope = TestTorch.torch().root().evaluation();

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void parametersHaveTheNamesOfHuggingFacesMixtures() {
    Parameters parameters = new Parameters(scope, 1, NumberType.FLOAT32);
    DecoderSettings settings = DENSE.with(experts(1.05, 1));
    new Decoder(parameters, settings, VOCABULARY);
    assertThat(parameters.all())
        .extracting(Parameter::name)
        .contains(
            "model.layers.0.mlp.gate_proj.weight",
            "model.layers.1.mlp.gate.weight",
            "model.layers.1.mlp.experts.0.gate_proj.weight",
            "model.layers.1.mlp.experts.3.down_proj.weight")
        .doesNotContain("model.layers.1.mlp.gate_proj.weight");
    assertThat(parameters.count()).isEqualTo(settings.parameters(VOCABULARY));
    assertThat(parameters.all().size()).isGreaterThan(0);
  }

  @Test
  void tokensDoNotSeeTheFuture() {
    Decoder model = model(DENSE.with(experts(.4, 2)), NumberType.FLOAT64);
    Batch batch = batch(1);
    int[] changed = batch.tokens().clone();
    for (int i = 17; i < changed.length; i++) {
      changed[i] = (changed[i] + 5) % VOCABULARY;
    }
    Batch other =
        new Batch(
            1, changed.length, changed, batch.targets(), batch.positions(), batch.documents());
    double[] first = model.logits(scope, batch).doubles();
    double[] second = model.logits(scope, other).doubles();
    int seen = 17 * VOCABULARY;
    assertThat(Arrays.copyOf(second, seen))
        .containsExactly(Arrays.copyOf(first, seen), within(1e-12));
    assertThat(second[seen]).isNotEqualTo(first[seen]);
  }

  @Test
  void overfits() {
    Decoder model = model(DENSE.with(experts(1.25, 1)), NumberType.FLOAT32);
    Batch batch = batch(2);
    double start = model.loss(scope, batch) / batch.learned();
    double dropped = 0;
    for (int step = 0; step < 150; step++) {
      try (Scope own = scope.training()) {
        CausalModel.Learned learned = model.learn(own, batch, 1.0 / batch.learned());
        for (int i = 0; i < learned.gradients().size(); i++) {
          Tensor value = model.parameters().get(i).value();
          try (Scope plain = scope.evaluation()) {
            Tensor change = Ops.scale(plain, learned.gradients().get(i), -.5);
            Ops.assign(plain, value, Ops.add(plain, value, change));
          }
        }
        dropped = learned.counters().get("model.layers.1.mlp.gate.dropped");
        assertThat(learned.counters().keySet())
            .contains("model.layers.1.mlp.gate.load.0", "model.layers.1.mlp.gate.load.3");
      }
    }
    assertThat(start).isBetween(2.5, 4.0);
    assertThat(model.loss(scope, batch) / batch.learned()).isLessThan(.1);
    assertThat(dropped).isBetween(0.0, .5);
  }

  @Test
  void equalBatchesLearnEqualToTheBit() {
    Decoder model = model(DENSE.with(experts(1.25, 1)), NumberType.FLOAT32);
    assertThat(gradients(model)).containsExactly(gradients(model));
  }

  private double[] gradients(Decoder model) {
    try (Scope own = scope.training()) {
      List<Tensor> gradients = model.learn(own, batch(3), .01).gradients();
      return gradients.stream().flatMapToDouble(g -> Arrays.stream(g.doubles())).toArray();
    }
  }

  private Decoder model(DecoderSettings settings, NumberType type) {
    return new Decoder(new Parameters(scope, 1, type), settings, VOCABULARY);
  }

  private static ExpertSettings experts(double factor, int chosen) {
    return new ExpertSettings(
        RouterKind.TOKEN_CHOICE, 4, 2, chosen, factor, false, 1, .005, .005, 1);
  }

  private static Batch batch(long seed) {
    int[] document = new Random(seed).ints(40, 0, VOCABULARY).toArray();
    return ReferenceTest.packed(document);
  }
}
