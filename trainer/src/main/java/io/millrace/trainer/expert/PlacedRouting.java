package io.millrace.trainer.expert;

import io.millrace.trainer.tensor.ExpertOps;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;

/** A slot has one token; results are multiplied by the token's gate. */
final class PlacedRouting implements Routing {

  private final Placement placement;
  private final Tensor gates;

  /**
   * @param gates [S, E]; gradients reach the router through them
   */
  PlacedRouting(Placement placement, Tensor gates) {
    this.placement = placement;
    this.gates = gates;
  }

  Placement placement() {
    return placement;
  }

  @Override
  public long[] counts() {
    return placement.counts();
  }

  @Override
  public Tensor dispatch(Scope scope, Tensor x) {
    int[] tokens = placement.tokens();
    try (Tensor places = scope.of(tokens, tokens.length)) {
      return ExpertOps.rows(scope, x, places);
    }
  }

  @Override
  public Tensor combine(Scope scope, Tensor outputs) {
    int[] tokens = placement.tokens();
    try (Tensor places = scope.of(tokens, tokens.length);
        Tensor experts = scope.of(placement.experts(), tokens.length)) {
      return ExpertOps.weightedSum(scope, outputs, gates, places, experts);
    }
  }
}
