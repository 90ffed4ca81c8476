package io.millrace.trainer.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import io.millrace.trainer.tensor.TestTorch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gradients of every block against central differences, in float64. */
class GradientTest {

  private static final double H = 1e-5;
  private static final int TOKENS = 7;
  private static final int WIDTH = 8;

  private final Scope scope = TestTorch.torch().root().training();
  private final Parameters parameters = new Parameters(scope, 5, NumberType.FLOAT64);
  private final SplittableRandom random = new SplittableRandom(17);

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void linear() {
    check(Linear.of(parameters, WIDTH, 5, .5), input(WIDTH));
    check(Linear.biased(parameters.at("other"), WIDTH, 5, .5), input(WIDTH));
  }

  @Test
  void embedding() {
    Tensor ids = scope.of(new int[] {0, 3, 3, 1, 0, 3, 2}, TOKENS);
    Embedding embedding = new Embedding(parameters, 5, WIDTH, .5);
    check(embedding, ids, List.of());
  }

  @Test
  void layerNorm() {
    check(new LayerNorm(parameters, WIDTH, 1e-5), input(WIDTH));
  }

  @Test
  void swiGlu() {
    check(new SwiGlu(parameters, WIDTH, 11, .5, .5), input(WIDTH));
  }

  @Test
  void attentionInsideDocuments() {
    check(new CausalAttention(parameters, WIDTH, 2, true, .5, .5), input(WIDTH));
  }

  @Test
  void rotation() {
    Tensor x = input(12);
    Tensor[] angles = angles(4);
    Supplier<Tensor> rotated =
        () -> {
          Tensor heads = Ops.reshape(scope, x, TOKENS, 2, 6);
          return Ops.rotary(scope, heads, angles[0], angles[1]);
        };
    check(rotated, List.of(x));
  }

  @Test
  void decoderBlock() {
    DecoderBlock block =
        new DecoderBlock(
            parameters,
            new LayerNorm(parameters.at("a"), WIDTH, 1e-5),
            new CausalAttention(parameters.at("b"), WIDTH, 2, true, .5, .5),
            new LayerNorm(parameters.at("c"), WIDTH, 1e-5),
            new SwiGlu(parameters.at("d"), WIDTH, 11, .5, .5));
    assertThat(block.parameters()).hasSize(4 + 7 + 3);
    check(block, input(WIDTH));
  }

  private void check(Layer layer, Tensor x) {
    check(layer, x, List.of(x));
  }

  private void check(Layer layer, Tensor x, List<Tensor> inputs) {
    List<Tensor> all = new ArrayList<>(inputs);
    layer.parameters().forEach(parameter -> all.add(parameter.value()));
    Tensor[] angles = angles(2);
    // two documents, then one of another length
    Pass pass = new Pass(scope, new Pass.Layout(new long[] {2, 4, 1}, angles[0], angles[1]));
    check(() -> layer.forward(pass, x), all);
  }

  /** The sum of the outputs, each weighted by a fixed number, against its differences. */
  private void check(Supplier<Tensor> function, List<Tensor> inputs) {
    Tensor output = function.get();
    Tensor weights = random(output.shape());
    List<Tensor> gradients = Ops.gradients(scope, Ops.dot(scope, output, weights), inputs);
    for (int i = 0; i < inputs.size(); i++) {
      Tensor input = inputs.get(i);
      double[] start = input.doubles();
      double[] gradient = gradients.get(i).doubles();
      for (int place = 0; place < start.length; place++) {
        double above = moved(function, input, start, place, H, weights);
        double below = moved(function, input, start, place, -H, weights);
        assertThat(gradient[place])
            .as("input %d, place %d", i, place)
            .isEqualTo((above - below) / (2 * H), within(1e-7));
      }
    }
  }

  private double moved(
      Supplier<Tensor> function, Tensor x, double[] start, int place, double by, Tensor weights) {
    double[] changed = start.clone();
    changed[place] += by;
    try (Tensor values = scope.of(changed, x.shape());
        Tensor back = scope.of(start, x.shape())) {
      Ops.assign(scope, x, values);
      try (Tensor output = function.get();
          Tensor sum = Ops.dot(scope, output, weights)) {
        return sum.number();
      } finally {
        Ops.assign(scope, x, back);
      }
    }
  }

  private Tensor[] angles(int dimensions) {
    Tensor positions = scope.of(new int[] {0, 1, 0, 1, 2, 3, 0}, TOKENS);
    Tensor like = scope.of(new double[] {0}, 1);
    return Ops.rotaryAngles(scope, positions, dimensions, 100, like).toArray(new Tensor[0]);
  }

  private Tensor input(int width) {
    return Ops.parameter(scope, random(TOKENS, width));
  }

  private Tensor random(long... shape) {
    int count = 1;
    for (long size : shape) {
      count *= (int) size;
    }
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextDouble() * 2 - 1;
    }
    return scope.of(numbers, shape);
  }
}
