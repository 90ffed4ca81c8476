package io.millrace.trainer.expert;

import io.millrace.trainer.block.Gain;
import io.millrace.trainer.block.Layer;
import io.millrace.trainer.block.Parameter;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.block.Pass;
import io.millrace.trainer.tensor.ExpertOps;
import io.millrace.trainer.tensor.Tensor;
import java.util.List;

/**
 * Merges the patches of each image into few (Renggli et al. 2022): softmax(Q norm(X)^T) norm(X)
 * with learned queries Q. [S, D] gives [queries * images, D]; from there on tokens lie as {@link
 * #layout} says, and later layers cost that much less.
 */
public final class PatchMerger implements Layer {

  private final Parameters parameters;
  private final Gain norm;
  private final Tensor queries;
  private final int count;

  /**
   * With {@code norm.weight} [D] and {@code queries} [count, D].
   *
   * @param count patches that are left of an image
   */
  public PatchMerger(Parameters parameters, int width, int count, double epsilon) {
    this.parameters = parameters;
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

  /** How the tokens lie after it. */
  public Pass.Layout layout(Pass.Layout before) {
    return Pass.Layout.even(before.runs().length, count);
  }

  @Override
  public List<Parameter> parameters() {
    return parameters.all();
  }
}
