package io.millrace.trainer.block;

import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Tensor;
import java.util.Optional;

/** x W^T, and + b when it has a bias: [tokens, in] gives [tokens, out]. */
public final class Linear extends AbstractPart implements Layer {

  private final Tensor weight;
  private final Optional<Tensor> bias;

  private Linear(Parameters parameters, Tensor weight, Optional<Tensor> bias) {
    super(parameters);
    this.weight = weight;
    this.bias = bias;
  }

  /**
   * @param deviation of the first weights, {@code weight} [out, in]
   */
  public static Linear of(Parameters parameters, int in, int out, double deviation) {
    Tensor weight = parameters.normal("weight", deviation, out, in);
    return new Linear(parameters, weight, Optional.empty());
  }

  /** As {@link #of} and with a {@code bias} [out] that starts at 0. */
  public static Linear biased(Parameters parameters, int in, int out, double deviation) {
    Tensor weight = parameters.normal("weight", deviation, out, in);
    return new Linear(parameters, weight, Optional.of(parameters.constant("bias", 0, out)));
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    return bias.isEmpty()
        ? Ops.linear(pass.scope(), x, weight)
        : Ops.linear(pass.scope(), x, weight, bias.get());
  }

  /** The weight, [out, in]. */
  public Tensor weight() {
    return weight;
  }
}
