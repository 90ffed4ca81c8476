package io.millrace.trainer.block;

import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Tensor;

/** Looks up rows of a table: ids [tokens] give [tokens, width]. */
public final class Embedding extends AbstractPart implements Layer {

  private final Tensor weight;

  /**
   * @param deviation of the first rows, {@code weight} [vocabulary, width]
   */
  public Embedding(Parameters parameters, int vocabulary, int width, double deviation) {
    super(parameters);
    this.weight = parameters.normal("weight", deviation, vocabulary, width);
  }

  @Override
  public Tensor forward(Pass pass, Tensor ids) {
    return Ops.embedding(pass.scope(), weight, ids);
  }
}
