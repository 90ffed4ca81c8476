package io.millrace.trainer.block;

import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Tensor;

/** down(SiLU(gate x) times up x) without biases (Shazeer 2020); [tokens, width] in and out. */
public final class SwiGlu extends AbstractPart implements Layer {

  private final Tensor gate;
  private final Tensor up;
  private final Linear down;

  /**
   * With {@code gate_proj.weight} and {@code up_proj.weight} [hidden, width] and {@code
   * down_proj.weight} [width, hidden].
   *
   * @param deviation of the first weights of gate and up
   * @param down deviation of the first weights of down
   */
  public SwiGlu(Parameters parameters, int width, int hidden, double deviation, double down) {
    super(parameters);
    this.gate = parameters.normal("gate_proj.weight", deviation, hidden, width);
    this.up = parameters.normal("up_proj.weight", deviation, hidden, width);
    this.down = Linear.of(parameters.at("down_proj"), hidden, width, down);
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    try (Tensor hidden = Ops.swiglu(pass.scope(), x, gate, up)) {
      return down.forward(pass, hidden);
    }
  }
}
