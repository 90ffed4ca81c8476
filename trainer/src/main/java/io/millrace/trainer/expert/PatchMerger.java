package io.millrace.trainer.expert;

import io.millrace.trainer.block.AbstractPart;
import io.millrace.trainer.block.Gain;
import io.millrace.trainer.block.Layer;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.block.Pass;
import io.millrace.trainer.tensor.ExpertOps;
import io.millrace.trainer.tensor.Tensor;

/**
 * Merges the patches of each image into few (Renggli et al. 2022): softmax(Q norm(X)^T) norm(X)
 * with learned queries Q. [S, D] gives [queries * images, D], with the layout {@link #layout};
 * later layers cost accordingly less.
 */
public final class PatchMerger extends AbstractPart implements Layer {

  private final Gain norm;
  private final Tensor queries;
  private final int count;

  /**
   * With {@code norm.weight} [D] and {@code queries} [count, D].
   *
   * @param count patches per image after it
   */
  public PatchMerger(Parameters parameters, int width, int count, double epsilon) {
    super(parameters);
    this.count = count;
    this.norm = new Gain(parameters.at("norm"), width, epsilon);
    this.queries = parameters.normal("queries", 1 / Math.sqrt(width), count, width);
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    try (Tensor normed = norm.forward(pass, x)) {
      return ExpertOps.mergePatches(pass.scope(), normed, queries, pass.layout().runs());
    }
  }

  /** The layout after it. */
  public Pass.Layout layout(Pass.Layout before) {
    return Pass.Layout.even(before.runs().length, count);
  }
}
