package io.millrace.trainer.block;

import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Tensor;
import java.util.List;

/**
 * ViT-22B's block (Dehghani et al. 2023, section 2): y = x + mix(norm x) + feed(norm x), attention
 * and MLP side by side on one normalisation. [tokens, width] gives the same.
 */
public final class ParallelBlock implements Layer {

  private final Parameters parameters;
  private final Layer norm;
  private final Layer mix;
  private final Layer feed;

  /**
   * @param parameters the view that holds the parameters of the three layers
   */
  public ParallelBlock(Parameters parameters, Layer norm, Layer mix, Layer feed) {
    this.parameters = parameters;
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

  @Override
  public List<Parameter> parameters() {
    return parameters.all();
  }
}
