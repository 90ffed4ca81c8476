package io.millrace.trainer.block;

import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Tensor;

/**
 * ViT-22B's block (Dehghani et al. 2023, section 2): y = x + mix(norm x) + feed(norm x), with
 * attention and MLP in parallel on one normalisation. Shape [tokens, width] in and out.
 */
public final class ParallelBlock extends AbstractPart implements Layer {

  private final Layer norm;
  private final Layer mix;
  private final Layer feed;

  /**
   * @param parameters the view that holds the parameters of the three layers
   */
  public ParallelBlock(Parameters parameters, Layer norm, Layer mix, Layer feed) {
    super(parameters);
    this.norm = norm;
    this.mix = mix;
    this.feed = feed;
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    try (Tensor normed = norm.forward(pass, x);
        Tensor mixed = mix.forward(pass, normed);
        Tensor fed = feed.forward(pass, normed);
        Tensor both = Ops.add(pass.scope(), mixed, fed)) {
      return Ops.add(pass.scope(), x, both);
    }
  }
}
