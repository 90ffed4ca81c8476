package io.millrace.trainer.run;

import io.millrace.trainer.block.Parameter;
import io.millrace.trainer.data.Batch;
import io.millrace.trainer.model.CausalModel;
import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** Trains a language model, with the guarantees of {@link TrainingLoop}. */
public final class Trainer extends TrainingLoop<Batch> {

  private final CausalModel model;
  private final Scope root;
  private List<Tensor> totals = List.of();

  /** Counters of layers in the step's last batch. */
  private SortedMap<String, Double> counters = Collections.emptySortedMap();

  /**
   * @param identity what must be equal to continue from a checkpoint, see {@link RunIdentity#of}
   * @param directory folder of the run; created when it does not exist
   * @param model its parameters live in root
   * @param root owns the optimiser's state
   */
  public Trainer(
      TrainingSettings settings,
      RunIdentity identity,
      Path directory,
      CausalModel model,
      Scope root,
      ReaderSource<Batch> source,
      TrainingListener listener) {
    super(settings, identity, directory, model, root, source, listener);
    this.model = model;
    this.root = root;
  }

  /** Parameters of the model that is trained. */
  public List<Parameter> parameters() {
    return model.parameters();
  }

  @Override
  long tokens(Batch batch) {
    return batch.tokens().length;
  }

  @Override
  Lesson learn(Scope scope, List<Batch> batches) {
    long learned = Math.max(1, batches.stream().mapToLong(Batch::learned).sum());
    if (batches.size() == 1) {
      CausalModel.Learned one = model.learn(scope, batches.get(0), 1.0 / learned);
      return new Lesson(one.loss() / learned, one.gradients(), one.counters());
    }
    double loss = accumulate(batches, learned) / learned;
    return new Lesson(loss, totals, counters);
  }

  /** Sums the gradients of all batches in {@link #totals}; returns the sum of their losses. */
  private double accumulate(List<Batch> batches, long learned) {
    if (totals.isEmpty()) {
      totals = model.parameters().stream().map(one -> Ops.zerosLike(root, one.value())).toList();
    } else {
      try (Scope scope = root.evaluation()) {
        Ops.clear(scope, totals);
      }
    }
    double loss = 0;
    for (Batch batch : batches) {
      // one scope per batch: its memory is free before the next batch begins
      try (Scope scope = root.training()) {
        CausalModel.Learned one = model.learn(scope, batch, 1.0 / learned);
        Ops.accumulate(scope, totals, one.gradients());
        loss += one.loss();
        counters = one.counters();
      }
    }
    return loss;
  }
}
