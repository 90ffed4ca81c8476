package io.millrace.trainer.expert;

import io.millrace.trainer.block.AbstractPart;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.block.Pass;
import io.millrace.trainer.tensor.ExpertOps;
import io.millrace.trainer.tensor.Tensor;

/**
 * Soft MoE (Puigcerver et al. 2024): logits L = norm(X) (scale norm(Phi)), slots = softmax over
 * tokens of L transposed, times X; result = softmax over slots of L, times the experts' results.
 * Computed in each sequence; no token is dropped and there is no balancing loss. Every slot sees
 * all tokens of its sequence, so it is for encoders only.
 */
public final class SoftMixing extends AbstractPart implements Router {

  private final Tensor slots;
  private final Tensor scale;
  private final int experts;

  /** With {@code slots} [width, experts * slots] and {@code scale} [1] that starts at 1. */
  SoftMixing(Parameters parameters, int width, int experts, int slots) {
    super(parameters);
    this.experts = experts;
    this.slots = parameters.normal("slots", 1 / Math.sqrt(width), width, (long) experts * slots);
    this.scale = parameters.constant("scale", 1, 1);
  }

  @Override
  public Routing route(Pass pass, Tensor x) {
    Tensor logits = ExpertOps.softLogits(pass.scope(), x, slots, scale);
    return new SoftRouting(logits, pass.layout().runs(), experts);
  }
}
