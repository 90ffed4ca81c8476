package io.millrace.trainer.block;

import io.millrace.trainer.tensor.EncoderOps;
import io.millrace.trainer.tensor.Tensor;
import java.util.List;

/**
 * down(GELU(up x)) with biases, the MLP of vision transformers (Dosovitskiy et al. 2021): [tokens,
 * width] gives the same.
 */
public final class GeluMlp implements Layer {

  private final Parameters parameters;
  private final Linear up;
  private final Linear down;

  /**
   * With {@code up.weight} [hidden, width], {@code down.weight} [width, hidden] and a bias each.
   *
   * @param deviation of the first weights; {@code down} has its own
   */
  public GeluMlp(
      Parameters parameters, int width, int hidden, double deviation, double downDeviation) {
    this.parameters = parameters;
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

  @Override
  public List<Parameter> parameters() {
    return parameters.all();
  }
}
