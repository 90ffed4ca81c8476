package io.millrace.trainer.optimise;

import io.millrace.trainer.block.Parameter;
import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019) and clipping by the global norm
 * (Pascanu et al. 2013). Only matrices decay ({@link Parameter#decays()}). Its state is tensors,
 * which checkpoints contain.
 */
public final class AdamW {

  /** Prevents a division by 0, as in PyTorch's clip_grad_norm_. */
  private static final double NORM_EPSILON = 1e-6;

  private final AdamWSettings settings;
  private final List<Parameter> parameters;
  private final List<Parameter> means = new ArrayList<>();
  private final List<Parameter> squares = new ArrayList<>();
  private long steps;

  /**
   * @param root owns the state; must live as long as this object
   * @param parameters parameters to change
   */
  public AdamW(Scope root, List<Parameter> parameters, AdamWSettings settings) {
    this.settings = settings;
    this.parameters = List.copyOf(parameters);
    for (Parameter parameter : parameters) {
      means.add(zeros(root, parameter, ".exp_avg"));
      squares.add(zeros(root, parameter, ".exp_avg_sq"));
    }
  }

  private static Parameter zeros(Scope root, Parameter parameter, String suffix) {
    return new Parameter(parameter.name() + suffix, Ops.zerosLike(root, parameter.value()));
  }

  /**
   * Norm of all gradients together.
   *
   * @param gradients one for each parameter, in order
   */
  public double norm(Scope scope, List<Tensor> gradients) {
    try (Tensor norm = Ops.norm(scope, gradients)) {
      return norm.number();
    }
  }

  /**
   * Changes the parameters.
   *
   * @param gradients one for each parameter, in order; clipping scales them in place
   * @param norm their norm, from {@link #norm}
   */
  public void step(Scope scope, List<Tensor> gradients, double norm, double learningRate) {
    if (gradients.size() != parameters.size()) {
      throw new IllegalArgumentException(
          gradients.size() + " gradients for " + parameters.size() + " parameters");
    }
    steps++;
    double divisor = Math.max(1, (norm + NORM_EPSILON) / settings.clip());
    step(scope, gradients, learningRate, divisor, true);
    step(scope, gradients, learningRate, divisor, false);
  }

  private void step(
      Scope scope, List<Tensor> gradients, double rate, double divisor, boolean decays) {
    List<Tensor> values = new ArrayList<>();
    List<Tensor> changes = new ArrayList<>();
    List<Tensor> first = new ArrayList<>();
    List<Tensor> second = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).decays() == decays) {
        values.add(parameters.get(i).value());
        changes.add(gradients.get(i));
        first.add(means.get(i).value());
        second.add(squares.get(i).value());
      }
    }
    if (!values.isEmpty()) {
      Ops.adamW(
          scope,
          values,
          changes,
          first,
          second,
          steps,
          rate,
          settings.beta1(),
          settings.beta2(),
          decays ? settings.weightDecay() : 0,
          settings.epsilon(),
          divisor);
    }
  }

  public long steps() {
    return steps;
  }

  /** Continues after this many steps; the caller restores the tensors of the state. */
  public void resume(long stepsMade) {
    steps = stepsMade;
  }

  /** Running means of gradients ({@code NAME.exp_avg}) and of their squares ({@code .._sq}). */
  public List<Parameter> state() {
    List<Parameter> state = new ArrayList<>(means);
    state.addAll(squares);
    return state;
  }
}
