package io.millrace.trainer.block;

import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Tensor;
import java.util.List;

/** A row of a table for each id: ids [tokens] give [tokens, width]. */
public final class Embedding implements Layer {

  private final Parameters parameters;
  private final Tensor weight;

  /**
   * @param deviation of the first rows, {@code weight} [vocabulary, width]
   */
  public Embedding(Parameters parameters, int vocabulary, int width, double deviation) {
    this.parameters = parameters;
    this.weight = parameters.normal("weight", deviation, vocabulary, width);
  }

  @Override
  public Tensor forward(Pass pass, Tensor ids) {
    return Ops.embedding(pass.scope(), weight, ids);
  }

  @Override
  public List<Parameter> parameters() {
    return parameters.all();
  }
}
