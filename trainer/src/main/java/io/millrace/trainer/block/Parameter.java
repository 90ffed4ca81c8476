package io.millrace.trainer.block;

import io.millrace.trainer.tensor.Tensor;

/**
 * A tensor that is learned.
 *
 * @param name full name, as in a checkpoint: {@code model.layers.0.self_attn.q_proj.weight}
 * @param value its numbers, which the optimiser changes in place
 */
public record Parameter(String name, Tensor value) {

  /**
   * Whether weight decay shrinks it: matrices do, biases and gains of normalisation do not, as is
   * usual since GPT-2.
   */
  public boolean decays() {
    return value.axes() > 1;
  }
}
