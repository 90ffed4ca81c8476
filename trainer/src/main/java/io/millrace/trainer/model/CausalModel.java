package io.millrace.trainer.model;

import io.millrace.trainer.block.ModelPart;
import io.millrace.trainer.data.Batch;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** A model that predicts tokens. */
public interface CausalModel extends ModelPart {

  int vocabulary();

  /** Longest sequence in tokens. */
  int maximumLength();

  /** Unnormalised log probabilities of the next token, [tokens, vocabulary]. */
  Tensor logits(Scope scope, Batch batch);

  /** Sum of the negative log likelihood (nats) of the batch's targets. */
  double loss(Scope scope, Batch batch);

  /**
   * Loss of a batch and gradients. The gradients are those of the loss times a factor, plus the
   * auxiliary losses of layers times the batch's share of the step, which is the factor times its
   * targets.
   *
   * @param scope a training scope; owns the gradients
   * @param factor usually 1 / (targets of the whole step), so that a step's gradient is that of its
   *     mean loss
   */
  Learned learn(Scope scope, Batch batch, double factor);

  /**
   * Result of a batch.
   *
   * @param loss sum of the negative log likelihood (nats) of the batch's targets
   * @param gradients one for each of {@link #parameters()}, in its order
   * @param counters counters of layers, by name: shares of tokens dropped, load of experts
   */
  record Learned(double loss, List<Tensor> gradients, SortedMap<String, Double> counters) {

    /** Of a model without counters. */
    public Learned(double loss, List<Tensor> gradients) {
      this(loss, gradients, Collections.emptySortedMap());
    }
  }
}
