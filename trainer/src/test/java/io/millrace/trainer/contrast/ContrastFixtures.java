package io.millrace.trainer.contrast;

import io.millrace.trainer.data.ReaderState;
import io.millrace.trainer.expert.ExpertSettings;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.vision.PoolingKind;
import io.millrace.trainer.vision.PositionKind;
import io.millrace.trainer.vision.TowerSettings;
import io.millrace.trainer.vision.VisionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Coloured squares and their captions, and a model that can learn them. */
public final class ContrastFixtures {

  private final PairIndex index;

  private ContrastFixtures(PairIndex index) {
    this.index = index;
  }

  public static ContrastFixtures of(Path folder) throws IOException {
    return new ContrastFixtures(
        PairIndex.of(
            List.of(TestPairs.shard(folder, 0, 0, 12), TestPairs.shard(folder, 1, 12, 12))));
  }

  public static DualEncoderSettings model() {
    TowerSettings tower = new TowerSettings(16, 2, 2, 32, 1e-6, .1, ExpertSettings.defaults());
    return new DualEncoderSettings(
        new VisionSettings(tower, 8, 4, PositionKind.LEARNED, PoolingKind.ATTENTION, 0, 1),
        new TextSettings(tower, 20, false),
        16,
        ContrastLoss.SIGMOID);
  }

  public int vocabulary() {
    return new TestPairs.Letters().vocabulary();
  }

  public PairBatchReader reader(PairModel model, Optional<ReaderState> state) {
    return PairBatchReader.open(
        index, PairBatchReaderTest.settings(12, 1000, 0), new TestPairs.Letters(), model, state);
  }

  /** Recall over all pairs, those of training. */
  public Retrieval.Recall recall(PairModel model, Scope scope) throws IOException {
    PairReaderSettings once = PairBatchReaderTest.settings(12, 1, 0);
    try (PairBatchReader reader =
        PairBatchReader.open(index, once, new TestPairs.Letters(), model, Optional.empty())) {
      PairBatch first = reader.next().orElseThrow();
      return Retrieval.of(model, scope, List.of(first, reader.next().orElseThrow()));
    }
  }
}
