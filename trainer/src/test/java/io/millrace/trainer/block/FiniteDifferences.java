package io.millrace.trainer.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Compares gradients with central differences, in float64. */
public final class FiniteDifferences {

  private static final double STEP = 1e-5;
  private static final int PLACES = 6;

  private FiniteDifferences() {}

  /**
   * Checks some elements of each parameter.
   *
   * @param root root scope of the test
   * @param loss computes a scalar in the given scope
   */
  public static void check(Scope root, List<Parameter> parameters, Function<Scope, Tensor> loss) {
    List<Tensor> values = parameters.stream().map(Parameter::value).toList();
    Random random = new Random(7);
    try (Scope scope = root.training()) {
      List<Tensor> gradients = Ops.gradients(scope, loss.apply(scope), values);
      for (int i = 0; i < values.size(); i++) {
        double[] gradient = gradients.get(i).doubles();
        for (int n = 0; n < Math.min(PLACES, gradient.length); n++) {
          int place = gradient.length <= PLACES ? n : random.nextInt(gradient.length);
          double measured = slope(root, values.get(i), place, loss);
          assertThat(gradient[place])
              .as(parameters.get(i).name() + "[" + place + "]")
              .isEqualTo(measured, within(1e-7 + 1e-5 * Math.abs(measured)));
        }
      }
    }
  }

  private static double slope(
      Scope root, Tensor parameter, int place, Function<Scope, Tensor> loss) {
    double[] before = parameter.doubles();
    double up = at(root, parameter, before, place, STEP, loss);
    double down = at(root, parameter, before, place, -STEP, loss);
    try (Scope scope = root.training()) {
      Ops.assign(scope, parameter, scope.of(before, parameter.shape()));
    }
    return (up - down) / (2 * STEP);
  }

  private static double at(
      Scope root,
      Tensor parameter,
      double[] before,
      int place,
      double step,
      Function<Scope, Tensor> loss) {
    double[] changed = before.clone();
    changed[place] += step;
    // a training scope, so that noise and auxiliary losses are equal
    try (Scope scope = root.training()) {
      Ops.assign(scope, parameter, scope.of(changed, parameter.shape()));
      return loss.apply(scope).number();
    }
  }

  /** A scalar that depends on every element of a tensor and on all losses of the pass. */
  public static Tensor number(Pass pass, Tensor result) {
    Scope scope = pass.scope();
    Tensor total = Ops.dot(scope, result, Figures.tensor(scope, 3, "direction", result.shape()));
    for (Tensor loss : pass.losses()) {
      total = Ops.add(scope, total, loss);
    }
    return total;
  }
}
