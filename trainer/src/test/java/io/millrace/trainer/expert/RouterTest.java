package io.millrace.trainer.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.trainer.block.Figures;
import io.millrace.trainer.block.FiniteDifferences;
import io.millrace.trainer.block.GeluMlp;
import io.millrace.trainer.block.Parameter;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.block.Pass;
import io.millrace.trainer.tensor.ExpertOps;
import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import io.millrace.trainer.tensor.TestTorch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Routers against PyTorch's results, plain Java, and finite differences. */
class RouterTest {

  private static final int WIDTH = 6;
  private static final int TOKENS = 16;
  private static final long[] RUNS = {7, 9};

  private final Scope scope = TestTorch.torch().root().evaluation();
  private final Parameters parameters = new Parameters(scope, 3, NumberType.FLOAT64);
  private final Tensor x = Figures.uneven(scope, "x", TOKENS, WIDTH);

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void tokenByToken() {
    assertThat(result(mixture(RouterKind.TOKEN_CHOICE, .3, false, true), x))
        .containsExactly(Figures.of("token"), within(1e-12));
  }

  @Test
  void firstChoicesFirst() {
    assertThat(result(mixture(RouterKind.TOKEN_CHOICE, .3, false, false), x))
        .containsExactly(Figures.of("choice"), within(1e-12));
  }

  @Test
  void batchPrioritisedRouting() {
    assertThat(result(mixture(RouterKind.TOKEN_CHOICE, .3, true, false), x))
        .containsExactly(Figures.of("priority"), within(1e-12));
  }

  @Test
  void capacityForAll() {
    assertThat(result(mixture(RouterKind.TOKEN_CHOICE, 3, true, false), x))
        .containsExactly(Figures.of("roomy"), within(1e-12));
  }

  @Test
  void expertChoice() {
    assertThat(result(mixture(RouterKind.EXPERT_CHOICE, 1, false, false), x))
        .containsExactly(Figures.of("experts"), within(1e-12));
  }

  @Test
  void soft() {
    Mixture mixture = mixture(RouterKind.SOFT, 1, false, false);
    double[] expected = Figures.of("soft");
    // the paper's code adds 1e-6 to a norm, PyTorch does not
    assertThat(result(mixture, x)).containsExactly(expected, within(1e-5));
    assertThat(softly(mixture)).containsExactly(result(mixture, x), within(1e-12));
  }

  @Test
  void patchMerger() {
    PatchMerger merger = new PatchMerger(parameters, WIDTH, 2, 1e-6);
    Figures.fill(scope, parameters.all());
    Pass pass = new Pass(scope, Pass.Layout.plain(RUNS));
    assertThat(merger.forward(pass, x).doubles())
        .containsExactly(Figures.of("merger"), within(1e-12));
    assertThat(merger.layout(pass.layout()).runs()).containsExactly(2, 2);
  }

  @Test
  void losses() {
    Tensor logits = Figures.tensor(scope, 9, "logits", TOKENS, 3);
    double[] more = Figures.formula("noise", TOKENS * 3);
    double[] numbers = logits.doubles();
    for (int i = 0; i < more.length; i++) {
      more[i] += numbers[i];
    }
    Tensor noisy = scope.of(more, TOKENS, 3);
    Tensor gates = ExpertOps.softmax(scope, logits);
    check("importance", ExpertOps.importanceLoss(scope, gates));
    check("load", ExpertOps.loadLoss(scope, logits, noisy, 2, 1.0 / 3));
    check("local_entropy", ExpertOps.localEntropy(scope, gates));
    check("global_entropy", ExpertOps.globalEntropy(scope, gates, Math.log(3)));
    assertThat(ExpertOps.globalEntropy(scope, gates, Math.log(2)).number()).isZero();
  }

  private static void check(String name, Tensor value) {
    assertThat(value.number()).as(name).isEqualTo(Figures.of(name)[0], within(1e-12));
  }

  @Test
  void gradientsOfTokenChoiceWithNoiseAndAllLosses() {
    List<EntropyRule> rules = List.of(new EntropyRule(.3, .7, 3), new EntropyRule(.2, .4, 3));
    gradients(mixture(settings(RouterKind.TOKEN_CHOICE, .5, true), false, rules));
  }

  @Test
  void gradientsOfExpertChoice() {
    gradients(mixture(RouterKind.EXPERT_CHOICE, 1, false, false));
  }

  @Test
  void gradientsOfSoft() {
    gradients(mixture(RouterKind.SOFT, 1, false, false));
  }

  @Test
  void gradientsOfPatchMerger() {
    PatchMerger merger = new PatchMerger(parameters, WIDTH, 2, 1e-6);
    Tensor input = parameters.constant("input", 0, TOKENS, WIDTH);
    Figures.fill(scope, parameters.all());
    FiniteDifferences.check(
        scope,
        parameters.all(),
        own -> {
          Pass pass = new Pass(own, Pass.Layout.plain(RUNS));
          return FiniteDifferences.number(pass, merger.forward(pass, input));
        });
  }

  private void gradients(Mixture mixture) {
    Tensor input = parameters.constant("input", 0, TOKENS, WIDTH);
    Figures.fill(scope, parameters.all());
    FiniteDifferences.check(
        scope,
        parameters.all(),
        own -> {
          Pass pass = new Pass(own, new Pass.Layout(RUNS, null, null, RUNS), 5);
          return FiniteDifferences.number(pass, mixture.forward(pass, input));
        });
  }

  @Test
  void expertsWithoutTokensHaveGradientsOfZero() {
    // no noise, and a gate that always prefers expert 0
    ExpertSettings settings =
        new ExpertSettings(RouterKind.TOKEN_CHOICE, 3, 1, 1, 9, false, 0, 0, 0, 1);
    Mixture mixture = mixture(settings, false, List.of());
    try (Scope own = scope.training()) {
      double[] weight = new double[3 * WIDTH];
      weight[0] = 100;
      double[] ones = new double[TOKENS * WIDTH];
      Arrays.fill(ones, 1);
      Ops.assign(own, mixture.router().parameters().get(0).value(), own.of(weight, 3, WIDTH));
      Pass pass = new Pass(own, Pass.Layout.plain(TOKENS));
      Tensor result = mixture.forward(pass, own.of(ones, TOKENS, WIDTH));
      List<Tensor> gradients =
          Ops.gradients(
              own,
              FiniteDifferences.number(pass, result),
              parameters.all().stream().map(Parameter::value).toList());
      for (int i = 0; i < gradients.size(); i++) {
        String name = parameters.all().get(i).name();
        if (name.startsWith("experts.")) {
          assertThat(norm(gradients.get(i).doubles()) > 0)
              .as(name)
              .isEqualTo(name.startsWith("experts.0."));
        }
      }
      assertThat(pass.counters())
          .containsEntry("gate.load.0", 1.0)
          .containsEntry("gate.dropped", 0.0);
    }
  }

  private static double norm(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number * number;
    }
    return sum;
  }

  @Test
  void noiseDependsOnTheSeedAndIsForTrainingOnly() {
    Mixture mixture = mixture(RouterKind.TOKEN_CHOICE, .5, false, false);
    double[] calm = result(mixture, x);
    assertThat(noisy(mixture, 1)).containsExactly(noisy(mixture, 1));
    assertThat(noisy(mixture, 1)).isNotEqualTo(noisy(mixture, 2));
    assertThat(noisy(mixture, 1)).isNotEqualTo(calm);
  }

  private double[] noisy(Mixture mixture, long seed) {
    try (Scope own = scope.training()) {
      return mixture.forward(new Pass(own, Pass.Layout.plain(RUNS), seed), x).doubles();
    }
  }

  private double[] result(Mixture mixture, Tensor input) {
    return mixture.forward(new Pass(scope, Pass.Layout.plain(RUNS)), input).doubles();
  }

  private Mixture mixture(RouterKind kind, double factor, boolean prioritised, boolean causal) {
    return mixture(settings(kind, factor, prioritised), causal, List.of());
  }

  private static ExpertSettings settings(RouterKind kind, double factor, boolean prioritised) {
    return new ExpertSettings(kind, 3, 1, 2, factor, prioritised, 1, .5, .6, 2);
  }

  private Mixture mixture(ExpertSettings settings, boolean causal, List<EntropyRule> rules) {
    Mixture mixture =
        new Mixture(
            parameters,
            WIDTH,
            settings,
            causal,
            .02,
            rules,
            own -> new GeluMlp(own, WIDTH, 5, .02, .02));
    Figures.fill(scope, parameters.all());
    return mixture;
  }

  /** Soft MoE's formulas in plain Java, one image after the other. */
  private double[] softly(Mixture mixture) {
    int slots = 6;
    double[] phi = Figures.formula("gate.slots", WIDTH * slots);
    double scale = Figures.formula("gate.scale", 1)[0];
    double[] input = x.doubles();
    double[] result = new double[TOKENS * WIDTH];
    int start = 0;
    for (long run : RUNS) {
      int count = (int) run;
      double[][] logits = new double[count][slots];
      for (int s = 0; s < count; s++) {
        for (int j = 0; j < slots; j++) {
          double dot = 0;
          double left = 0;
          double right = 0;
          for (int d = 0; d < WIDTH; d++) {
            double a = input[(start + s) * WIDTH + d];
            double b = phi[d * slots + j];
            dot += a * b;
            left += a * a;
            right += b * b;
          }
          logits[s][j] = scale * dot / ((Math.sqrt(left) + 1e-6) * (Math.sqrt(right) + 1e-6));
        }
      }
      List<double[]> outputs = new ArrayList<>();
      for (int j = 0; j < slots; j++) {
        outputs.add(expert(mixture, j / 2, slot(logits, j, input, start)));
      }
      for (int s = 0; s < count; s++) {
        double sum = 0;
        for (double logit : logits[s]) {
          sum += Math.exp(logit);
        }
        for (int j = 0; j < slots; j++) {
          for (int d = 0; d < WIDTH; d++) {
            result[(start + s) * WIDTH + d] += Math.exp(logits[s][j]) / sum * outputs.get(j)[d];
          }
        }
      }
      start += count;
    }
    return result;
  }

  private static double[] slot(double[][] logits, int slot, double[] input, int start) {
    double sum = 0;
    for (double[] token : logits) {
      sum += Math.exp(token[slot]);
    }
    double[] mean = new double[WIDTH];
    for (int s = 0; s < logits.length; s++) {
      for (int d = 0; d < WIDTH; d++) {
        mean[d] += Math.exp(logits[s][slot]) / sum * input[(start + s) * WIDTH + d];
      }
    }
    return mean;
  }

  private double[] expert(Mixture mixture, int number, double[] slot) {
    Pass pass = new Pass(scope, Pass.Layout.plain(1));
    return mixture.experts().get(number).forward(pass, scope.of(slot, 1, WIDTH)).doubles();
  }
}
