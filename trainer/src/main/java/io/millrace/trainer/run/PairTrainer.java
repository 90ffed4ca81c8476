package io.millrace.trainer.run;

import io.millrace.trainer.contrast.PairBatch;
import io.millrace.trainer.contrast.PairModel;
import io.millrace.trainer.tensor.Scope;
import java.nio.file.Path;
import java.util.List;

/**
 * Trains a model of images and texts, with the guarantees of {@link TrainingLoop}. A step is one
 * batch: the pairs of a batch are each other's negatives, so the gradients of several batches are
 * not those of a larger one.
 */
public final class PairTrainer extends TrainingLoop<PairBatch> {

  private final PairModel model;

  /**
   * @param identity what must be equal to continue from a checkpoint
   * @param directory folder of the run; created when it does not exist
   * @param model its parameters live in root
   * @throws IllegalArgumentException if accumulate is not 1
   */
  public PairTrainer(
      TrainingSettings settings,
      RunIdentity identity,
      Path directory,
      PairModel model,
      Scope root,
      ReaderSource<PairBatch> source,
      TrainingListener listener) {
    super(single(settings), identity, directory, model, root, source, listener);
    this.model = model;
  }

  private static TrainingSettings single(TrainingSettings settings) {
    if (settings.accumulate() != 1) {
      throw new IllegalArgumentException(
          "accumulate is "
              + settings.accumulate()
              + "; with pairs it must be 1: raise the reader's batch instead");
    }
    return settings;
  }

  @Override
  long tokens(PairBatch batch) {
    return batch.tokens().length;
  }

  @Override
  Lesson learn(Scope scope, List<PairBatch> batches) {
    PairModel.Learned learned = model.learn(scope, batches.get(0));
    return new Lesson(learned.loss(), learned.gradients(), learned.counters());
  }
}
