package io.millrace.trainer.expert;

import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;

/**
 * The decision of a router for the tokens of one pass. As in Riquelme et al. (2021) and Liu et al.
 * (2024), a slot of an expert is the sum over tokens s of dispatch[s, e, c] x_s, and the result of
 * token s is the sum over e and c of combine[s, e, c] f_e(slot e, c). Lists of indices replace the
 * tensors where possible.
 */
public sealed interface Routing permits PlacedRouting, SoftRouting {

  /** Number of slots of each expert; slots are ordered by expert. */
  long[] counts();

  /** x [S, D] gives the slots [sum of counts, D]. */
  Tensor dispatch(Scope scope, Tensor x);

  /** Results of the experts, [sum of counts, D], give [S, D]. */
  Tensor combine(Scope scope, Tensor outputs);
}
