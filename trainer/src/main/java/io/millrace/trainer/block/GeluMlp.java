package io.millrace.trainer.block;

import io.millrace.trainer.tensor.EncoderOps;
import io.millrace.trainer.tensor.Tensor;

/**
 * down(GELU(up x)) with biases, the MLP of vision transformers (Dosovitskiy et al. 2021). Shape
 * [tokens, width] in and out.
 */
public final class GeluMlp extends AbstractPart implements Layer {

  private final Linear up;
  private final Linear down;

  /**
   * With {@code up.weight} [hidden, width], {@code down.weight} [width, hidden] and a bias each.
   *
   * @param deviation of the first weights of {@code up}
   */
  public GeluMlp(
      Parameters parameters, int width, int hidden, double deviation, double downDeviation) {
    super(parameters);
    this.up = Linear.biased(parameters.at("up"), width, hidden, deviation);
    this.down = Linear.biased(parameters.at("down"), hidden, width, downDeviation);
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    try (Tensor hidden = up.forward(pass, x);
        Tensor active = EncoderOps.gelu(pass.scope(), hidden)) {
      return down.forward(pass, active);
    }
  }
}
