package io.millrace.trainer.block;

import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Tensor;

/** Layer normalisation (Ba et al. 2016) over the last axis; [tokens, width] in and out. */
public final class LayerNorm extends AbstractPart implements Layer {

  private final Tensor weight;
  private final Tensor bias;
  private final double epsilon;

  /** With {@code weight} [width] that starts at 1 and {@code bias} [width] that starts at 0. */
  public LayerNorm(Parameters parameters, int width, double epsilon) {
    super(parameters);
    this.weight = parameters.constant("weight", 1, width);
    this.bias = parameters.constant("bias", 0, width);
    this.epsilon = epsilon;
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    return Ops.layerNorm(pass.scope(), x, weight, bias, epsilon);
  }
}
