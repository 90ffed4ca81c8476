package io.millrace.app.train;

import io.millrace.api.Setting;
import io.millrace.trainer.data.DataSettings;
import io.millrace.trainer.evaluate.HeldOutSettings;
import io.millrace.trainer.model.DecoderSettings;
import io.millrace.trainer.run.TrainingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The configuration of {@code millrace train}. */
public record TrainSettings(
    @Setting("Output of a finished run, or of tokenizer encode.") String shards,
    @Setting("Further outputs that are read with the first.") List<String> moreShards,
    @Setting("A tokenizer.json.") String tokenizer,
    @Setting("What is read, in which order, and how it is packed.") DataSettings data,
    @Setting("Shape of the model.") DecoderSettings model,
    @Setting("Steps, learning rate, checkpoints, threads.") TrainingSettings training,
    @Setting("What is measured on held-out documents while it trains.") HeldOutSettings heldOut) {

  public TrainSettings {
    moreShards = List.copyOf(moreShards);
    if (data.sequenceLength() > model.maximumLength()) {
      throw new IllegalArgumentException(
          "data.sequence_length is "
              + data.sequenceLength()
              + "; it must be at most model.maximum_length, "
              + model.maximumLength());
    }
  }

  public static TrainSettings defaults() {
    return new TrainSettings(
        "",
        List.of(),
        "",
        DataSettings.defaults(),
        DecoderSettings.defaults(),
        TrainingSettings.defaults(),
        HeldOutSettings.defaults());
  }

  /** All outputs to read. */
  List<Path> outputs() {
    List<Path> all = new ArrayList<>();
    all.add(Path.of(shards));
    moreShards.forEach(one -> all.add(Path.of(one)));
    return all;
  }

  /** Data settings that decide the tokens; the number of threads does not. */
  DataSettings deciding() {
    return new DataSettings(
        data.seed(),
        data.sequenceLength(),
        data.batch(),
        data.epochs(),
        data.window(),
        data.mixture(),
        data.temperature(),
        data.weights(),
        data.heldOut(),
        data.origin(),
        data.damaged(),
        data.fimRate(),
        data.fimSpmShare(),
        1);
  }
}
