package io.millrace.trainer.contrast;

import io.millrace.trainer.block.ModelPart;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.util.List;
import java.util.SortedMap;

/** A model that puts images and texts into one space, where pairs lie close to each other. */
public interface PairModel extends ModelPart {

  /**
   * What a batch becomes.
   *
   * @param images [pairs, dimensions], rows of norm 1
   * @param texts likewise
   */
  record Embeddings(Tensor images, Tensor texts) {}

  /**
   * What a batch teaches.
   *
   * @param loss the contrastive loss, without auxiliary losses
   * @param gradients one for each of {@link #parameters()}, in its order; auxiliary losses are in
   *     them
   * @param counters what layers noted, by name
   */
  record Learned(double loss, List<Tensor> gradients, SortedMap<String, Double> counters) {}

  /** Side in pixels of the images that it takes. */
  int imageSize();

  /** Longest text that it takes, in tokens. */
  int maximumLength();

  /** Number of token ids that it knows. */
  int vocabulary();

  /** Embeds a batch; the scope owns the result. */
  Embeddings embed(Scope scope, PairBatch batch);

  /** Loss of a batch, where every text is wrong for every other image. */
  double loss(Scope scope, PairBatch batch);

  /**
   * Loss and gradients.
   *
   * @param scope for training; owns the gradients
   */
  Learned learn(Scope scope, PairBatch batch);
}
