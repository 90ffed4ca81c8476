package io.millrace.trainer.block;

import io.millrace.trainer.tensor.Tensor;

/**
 * A learned tensor.
 *
 * @param name full name, as in a checkpoint: {@code model.layers.0.self_attn.q_proj.weight}
 * @param value its numbers, which the optimiser changes in place
 */
public record Parameter(String name, Tensor value) {

  /**
   * Whether weight decay applies: to matrices, not to biases and gains of normalisation, as usual
   * since GPT-2.
   */
  public boolean decays() {
    return value.axes() > 1;
  }
}
