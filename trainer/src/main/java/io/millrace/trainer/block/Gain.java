package io.millrace.trainer.block;

import io.millrace.trainer.tensor.EncoderOps;
import io.millrace.trainer.tensor.Tensor;

/**
 * Layer normalisation without bias, as in ViT-22B (Dehghani et al. 2023, section 2). Shape [tokens,
 * width] in and out.
 */
public final class Gain extends AbstractPart implements Layer {

  private final Tensor weight;
  private final double epsilon;

  /** With {@code weight} [width] that starts at 1. */
  public Gain(Parameters parameters, int width, double epsilon) {
    super(parameters);
    this.weight = parameters.constant("weight", 1, width);
    this.epsilon = epsilon;
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    return EncoderOps.layerGain(pass.scope(), x, weight, epsilon);
  }

  /** The same inside each head of x [tokens, heads * width]. */
  Tensor heads(Pass pass, Tensor x) {
    return EncoderOps.headGain(pass.scope(), x, weight, epsilon);
  }
}
