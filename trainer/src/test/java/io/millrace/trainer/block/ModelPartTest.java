package io.millrace.trainer.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.trainer.tensor.EncoderOps;
import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import io.millrace.trainer.tensor.TestTorch;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** ViT-22B's block and the contrastive losses against PyTorch's results and finite differences. */
class ModelPartTest {

  private static final int WIDTH = 6;
  private static final int TOKENS = 16;

  private final Scope scope = TestTorch.torch().root().evaluation();
  private final Parameters parameters = new Parameters(scope, 3, NumberType.FLOAT64);

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void parallelBlockWithFullAttention() {
    assertThat(result(block(false), 7, 9)).containsExactly(Figures.of("parallel"), within(1e-12));
  }

  @Test
  void parallelBlockWithCausalAttention() {
    assertThat(result(block(true), 7, 9))
        .containsExactly(Figures.of("parallel_causal"), within(1e-12));
  }

  @Test
  void batchedAttentionEqualsSingleAttention() {
    ParallelBlock block = block(false);
    double[] together = result(block, 8, 8);
    Tensor x = Figures.uneven(scope, "x", TOKENS, WIDTH);
    for (int i = 0; i < 2; i++) {
      Pass pass = new Pass(scope, Pass.Layout.plain(8));
      double[] alone = block.forward(pass, EncoderOps.part(scope, x, 8L * i, 8)).doubles();
      assertThat(alone)
          .containsExactly(Arrays.copyOfRange(together, 48 * i, 48 * i + 48), within(1e-12));
    }
  }

  @Test
  void gradientsOfParallelBlock() {
    ParallelBlock block = block(true);
    Tensor input = parameters.constant("input", 0, TOKENS, WIDTH);
    Figures.fill(scope, parameters.all());
    FiniteDifferences.check(
        scope,
        parameters.all(),
        own -> {
          Pass pass = new Pass(own, Pass.Layout.plain(7, 9));
          return FiniteDifferences.number(pass, block.forward(pass, input));
        });
  }

  @Test
  void contrastiveLosses() {
    Tensor a = EncoderOps.unit(scope, Figures.tensor(scope, 1, "images", 4, WIDTH));
    Tensor b = EncoderOps.unit(scope, Figures.tensor(scope, 1, "texts", 4, WIDTH));
    Tensor ten = scope.of(new double[] {Math.log(10)});
    Tensor low = scope.of(new double[] {-10});
    Tensor two = scope.of(new double[] {2});
    assertThat(EncoderOps.sigmoidLoss(scope, a, b, ten, low).number())
        .isEqualTo(Figures.of("sigmoid")[0], within(1e-10));
    assertThat(EncoderOps.softmaxLoss(scope, a, b, two).number())
        .isEqualTo(Figures.of("softmax")[0], within(1e-10));
  }

  @Test
  void gradientsOfContrastiveLosses() {
    Tensor images = parameters.normal("images", 1, 4, WIDTH);
    Tensor texts = parameters.normal("texts", 1, 4, WIDTH);
    Tensor temperature = parameters.constant("temperature", 1, 1);
    Tensor bias = parameters.constant("bias", -2, 1);
    FiniteDifferences.check(
        scope,
        parameters.all(),
        own -> {
          Tensor a = EncoderOps.unit(own, images);
          Tensor b = EncoderOps.unit(own, texts);
          return Ops.add(
              own,
              EncoderOps.sigmoidLoss(own, a, b, temperature, bias),
              EncoderOps.softmaxLoss(own, a, b, temperature));
        });
  }

  private double[] result(ParallelBlock block, long... runs) {
    Pass pass = new Pass(scope, Pass.Layout.plain(runs));
    return block.forward(pass, Figures.uneven(scope, "x", TOKENS, WIDTH)).doubles();
  }

  private ParallelBlock block(boolean causal) {
    ParallelBlock block =
        new ParallelBlock(
            parameters,
            new Gain(parameters.at("norm"), WIDTH, 1e-6),
            new NormedAttention(parameters.at("attention"), WIDTH, 2, causal, 1e-6, .02, .02),
            new GeluMlp(parameters.at("mlp"), WIDTH, 5, .02, .02));
    Figures.fill(scope, parameters.all());
    return block;
  }
}
