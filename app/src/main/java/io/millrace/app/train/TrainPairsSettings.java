package io.millrace.app.train;

import io.millrace.api.Setting;
import io.millrace.trainer.contrast.DualEncoderSettings;
import io.millrace.trainer.contrast.OneTowerSettings;
import io.millrace.trainer.contrast.PairReaderSettings;
import io.millrace.trainer.run.TrainingSettings;

/** The configuration of {@code millrace train-pairs}. */
public record TrainPairsSettings(
    @Setting("Output of a finished run of image-text pairs.") String shards,
    @Setting("A tokenizer.json.") String tokenizer,
    @Setting("How pairs are read.") PairReaderSettings pairs,
    @Setting("Kind of model: dual or one-tower.") Kind kind,
    @Setting("Shape of a dual encoder.") DualEncoderSettings dual,
    @Setting("Shape of one tower for both (LIMoE).") OneTowerSettings oneTower,
    @Setting("Steps, learning rate, checkpoints, threads.") TrainingSettings training) {

  /** Kind of model. */
  public enum Kind {
    DUAL,
    ONE_TOWER
  }

  public TrainPairsSettings {
    if (training.accumulate() != 1) {
      throw new IllegalArgumentException(
          "training.accumulate is "
              + training.accumulate()
              + "; it must be 1, because the pairs of a batch are each other's negatives; raise"
              + " pairs.batch instead");
    }
  }

  public static TrainPairsSettings defaults() {
    return new TrainPairsSettings(
        "",
        "",
        PairReaderSettings.defaults(),
        Kind.DUAL,
        DualEncoderSettings.defaults(),
        OneTowerSettings.defaults(),
        TrainingSettings.defaults());
  }
}
