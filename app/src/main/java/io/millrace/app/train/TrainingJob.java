package io.millrace.app.train;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.app.cli.WrongUseException;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.data.Corpus;
import io.millrace.trainer.evaluate.Evaluator;
import io.millrace.trainer.evaluate.HeldOutDocument;
import io.millrace.trainer.evaluate.HeldOutMeasure;
import io.millrace.trainer.model.Decoder;
import io.millrace.trainer.run.RunIdentity;
import io.millrace.trainer.run.TrainedModel;
import io.millrace.trainer.run.Trainer;
import io.millrace.trainer.run.TrainingEnd;
import io.millrace.trainer.run.TrainingListener;
import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Torch;
import io.millrace.trainer.tokenizer.BpeTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** The training of a language model, and the folder of its run. */
final class TrainingJob {

  private final TrainSettings settings;
  private final BpeTokenizer tokenizer;
  private final Path output;
  private final Trainer trainer;

  /**
   * @param heldOut documents for the measurements of {@code settings.heldOut()}; empty for none
   * @param torch its root scope owns the model
   */
  TrainingJob(
      TrainSettings settings,
      BpeTokenizer tokenizer,
      Corpus corpus,
      List<HeldOutDocument> heldOut,
      Path output,
      Torch torch,
      TrainingListener listener) {
    this.settings = settings;
    this.tokenizer = tokenizer;
    this.output = output;
    Parameters parameters =
        new Parameters(torch.root(), settings.training().seed(), NumberType.FLOAT32);
    Decoder model = new Decoder(parameters, settings.model(), tokenizer.vocabulary());
    this.trainer =
        new Trainer(
            settings.training(),
            RunIdentity.of(
                settings.training(), tokenizer.sha256(), settings.model(), settings.deciding()),
            output,
            model,
            torch.root(),
            state -> corpus.train(tokenizer, state),
            new TrainingReport(
                output, settings.model().parameters(tokenizer.vocabulary()), listener));
    if (!heldOut.isEmpty()) {
      Evaluator evaluator =
          new Evaluator(model, tokenizer, torch.root(), settings.data().sequenceLength());
      trainer.measure(new HeldOutMeasure(evaluator, heldOut, settings.heldOut().every()));
    }
  }

  /**
   * Trains; see {@link Trainer#run}.
   *
   * @param resume whether to continue from the last checkpoint, if there is one; false refuses a
   *     folder with checkpoints
   */
  TrainingEnd run(boolean resume) throws IOException {
    writeConfiguration(resume);
    try {
      return trainer.run(resume);
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(e);
    }
  }

  /** Makes the run save a checkpoint and end; callable from any thread. */
  void stop() {
    trainer.stop();
  }

  /** Writes the settings and the tokenizer, which evaluation and export need. */
  private void writeConfiguration(boolean resume) throws IOException {
    Path configuration = output.resolve(TrainedModel.CONFIGURATION);
    if (resume && Files.exists(configuration)) {
      return;
    }
    Files.createDirectories(output);
    Files.write(output.resolve(TrainedModel.TOKENIZER), tokenizer.json());
    TreeMap<String, Object> all = new TreeMap<>();
    all.put("settings", settings);
    all.put("tokenizer_sha256", tokenizer.sha256());
    all.put("vocabulary", tokenizer.vocabulary());
    byte[] json =
        JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsBytes(all);
    Files.write(configuration, json);
  }

  long steps() {
    return trainer.steps();
  }
}
