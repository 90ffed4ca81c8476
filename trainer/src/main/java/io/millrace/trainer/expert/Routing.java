package io.millrace.trainer.expert;

import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;

/**
 * What a router decided for the tokens of one pass. In the words of Riquelme et al. (2021) and Liu
 * et al. (2024): a slot of an expert is sum over tokens s of dispatch[s, e, c] x_s, and the result
 * of token s is sum over e and c of combine[s, e, c] f_e(slot e, c). The tensors themselves are not
 * made where lists of places do the same.
 */
public sealed interface Routing permits PlacedRouting, SoftRouting {

  /** Slots of each expert; an expert's slots follow those of the one before it. */
  long[] counts();

  /** x [S, D] gives the slots [sum of counts, D]. */
  Tensor dispatch(Scope scope, Tensor x);

  /** What the experts made of the slots, [sum of counts, D], gives [S, D]. */
  Tensor combine(Scope scope, Tensor outputs);
}
