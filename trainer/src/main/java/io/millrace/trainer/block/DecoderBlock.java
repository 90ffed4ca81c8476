package io.millrace.trainer.block;

import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Tensor;

/**
 * A layer of a pre-norm transformer: y = x + mix(norm x), then y + feed(norm y). Shape [tokens,
 * width] in and out. The caller gives the layers, so a mixture of experts can replace the MLP.
 */
public final class DecoderBlock extends AbstractPart implements Layer {

  private final Layer mixNorm;
  private final Layer mix;
  private final Layer feedNorm;
  private final Layer feed;

  /**
   * @param parameters the view that holds the parameters of the four layers
   */
  public DecoderBlock(Parameters parameters, Layer mixNorm, Layer mix, Layer feedNorm, Layer feed) {
    super(parameters);
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
}
