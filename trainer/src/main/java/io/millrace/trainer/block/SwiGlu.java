package io.millrace.trainer.block;

import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Tensor;
import java.util.List;

/** down(SiLU(gate x) times up x), without biases (Shazeer 2020): [tokens, width] gives the same. */
public final class SwiGlu implements Layer {

  private final Parameters parameters;
  private final Tensor gate;
  private final Tensor up;
  private final Linear down;

  /**
   * With {@code gate_proj.weight} and {@code up_proj.weight} [hidden, width] and {@code
   * down_proj.weight} [width, hidden].
   *
   * @param deviation of the first weights; {@code down} has its own
   */
  public SwiGlu(Parameters parameters, int width, int hidden, double deviation, double down) {
    this.parameters = parameters;
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

  @Override
  public List<Parameter> parameters() {
    return parameters.all();
  }
}
