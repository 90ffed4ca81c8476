package io.millrace.trainer.block;

import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Tensor;
import java.util.List;

/**
 * A layer of a pre-norm transformer: y = x + mix(norm x), then y + feed(norm y). [tokens, width]
 * gives the same. What mixes tokens and what feeds each one is given, so a mixture of experts goes
 * where the MLP stands.
 */
public final class DecoderBlock implements Layer {

  private final Parameters parameters;
  private final Layer mixNorm;
  private final Layer mix;
  private final Layer feedNorm;
  private final Layer feed;

  /**
   * @param parameters the view that holds the parameters of the four layers
   */
  public DecoderBlock(Parameters parameters, Layer mixNorm, Layer mix, Layer feedNorm, Layer feed) {
    this.parameters = parameters;
    this.mixNorm = mixNorm;
    this.mix = mix;
    this.feedNorm = feedNorm;
    this.feed = feed;
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    try (Tensor middle = residual(pass, x, mixNorm, mix)) {
      return residual(pass, middle, feedNorm, feed);
    }
  }

  private static Tensor residual(Pass pass, Tensor x, Layer norm, Layer layer) {
    try (Tensor normed = norm.forward(pass, x);
        Tensor change = layer.forward(pass, normed)) {
      return Ops.add(pass.scope(), x, change);
    }
  }

  @Override
  public List<Parameter> parameters() {
    return parameters.all();
  }
}
