package io.millrace.trainer.expert;

import io.millrace.trainer.tensor.ExpertOps;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.util.Arrays;

/** A slot is a weighted mean of the tokens of its sequence, and a result one of the slots. */
final class SoftRouting implements Routing {

  private final Tensor logits;
  private final long[] runs;
  private final int experts;

  /**
   * @param logits [S, experts * slots], the slots of an expert next to each other
   */
  SoftRouting(Tensor logits, long[] runs, int experts) {
    this.logits = logits;
    this.runs = runs.clone();
    this.experts = experts;
  }

  @Override
  public long[] counts() {
    long[] counts = new long[experts];
    Arrays.fill(counts, logits.size(1) / experts * runs.length);
    return counts;
  }

  @Override
  public Tensor dispatch(Scope scope, Tensor x) {
    return ExpertOps.softDispatch(scope, x, logits, runs);
  }

  @Override
  public Tensor combine(Scope scope, Tensor outputs) {
    return ExpertOps.softCombine(scope, outputs, logits, runs);
  }
}
