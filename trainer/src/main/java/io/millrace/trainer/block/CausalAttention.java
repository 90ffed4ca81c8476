package io.millrace.trainer.block;

import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Tensor;

/**
 * Self-attention of a decoder: a token sees itself and the earlier tokens of its document. Shape
 * [tokens, width] in and out. Queries and keys are rotated by the angles of {@link Pass.Layout} (Su
 * et al. 2021), which may cover only a share of a head's dimensions.
 */
public final class CausalAttention extends AbstractPart implements Layer {

  private final int heads;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear output;

  /**
   * With {@code q_proj}, {@code k_proj}, {@code v_proj} and {@code o_proj}, each with a weight
   * [width, width].
   *
   * @param heads divides width
   * @param bias whether the first three have biases [width]
   * @param deviation of the first weights, except those of the output
   * @param output deviation of the first weights of the output
   */
  public CausalAttention(
      Parameters parameters, int width, int heads, boolean bias, double deviation, double output) {
    super(parameters);
    this.heads = heads;
    this.query = linear(parameters.at("q_proj"), width, bias, deviation);
    this.key = linear(parameters.at("k_proj"), width, bias, deviation);
    this.value = linear(parameters.at("v_proj"), width, bias, deviation);
    this.output = Linear.of(parameters.at("o_proj"), width, width, output);
  }

  private static Linear linear(Parameters parameters, int width, boolean bias, double deviation) {
    return bias
        ? Linear.biased(parameters, width, width, deviation)
        : Linear.of(parameters, width, width, deviation);
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    Pass.Layout layout = pass.layout();
    try (Tensor q = query.forward(pass, x);
        Tensor k = key.forward(pass, x);
        Tensor v = value.forward(pass, x);
        Tensor seen =
            Ops.attend(
                pass.scope(), q, k, v, heads, layout.cosines(), layout.sines(), layout.runs())) {
      return output.forward(pass, seen);
    }
  }
}
