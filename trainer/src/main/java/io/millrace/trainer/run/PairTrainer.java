package io.millrace.trainer.run;

import io.millrace.trainer.contrast.PairBatch;
import io.millrace.trainer.contrast.PairModel;
import io.millrace.trainer.tensor.Scope;
import java.nio.file.Path;
import java.util.List;

/**
 * Trains a model of images and texts, with the promises of {@link TrainingLoop}. A step is one
 * batch: the pairs of a batch are each other's wrong answers, so batches cannot be added up to a
 * larger one.
 */
public final class PairTrainer extends TrainingLoop<PairBatch> {

  private final PairModel model;

  /**
   * @param identity what must be equal to go on from a checkpoint
   * @param directory of the run; made when it is not there
   * @param model whose parameters live in root
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
              + "; with pairs it must be 1: make the reader's batch larger instead");
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
