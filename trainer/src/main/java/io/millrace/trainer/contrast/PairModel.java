package io.millrace.trainer.contrast;

import io.millrace.trainer.block.ModelPart;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.util.List;
import java.util.SortedMap;

/** A model that embeds images and texts in one space, in which pairs are close. */
public interface PairModel extends ModelPart {

  /**
   * Embeddings of a batch.
   *
   * @param images [pairs, dimensions], rows of norm 1
   * @param texts the same for texts
   */
  record Embeddings(Tensor images, Tensor texts) {}

  /**
   * Result of a batch.
   *
   * @param loss the contrastive loss, without auxiliary losses
   * @param gradients one for each of {@link #parameters()}, in its order, of all losses
   * @param counters counters of layers, by name
   */
  record Learned(double loss, List<Tensor> gradients, SortedMap<String, Double> counters) {}

  /** Side of its images in pixels. */
  int imageSize();

  /** Longest text in tokens. */
  int maximumLength();

  int vocabulary();

  /** Embeds a batch; the scope owns the result. */
  Embeddings embed(Scope scope, PairBatch batch);

  /** Loss of a batch; texts of other images are negatives. */
  double loss(Scope scope, PairBatch batch);

  /**
   * Loss and gradients.
   *
   * @param scope a training scope; owns the gradients
   */
  Learned learn(Scope scope, PairBatch batch);
}
