package io.millrace.app.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Messages;
import io.millrace.app.cli.Rates;
import io.millrace.app.cli.StopOnSignal;
import io.millrace.app.cli.WrongUseException;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.contrast.DualEncoder;
import io.millrace.trainer.contrast.OneTower;
import io.millrace.trainer.contrast.PairBatch;
import io.millrace.trainer.contrast.PairBatchReader;
import io.millrace.trainer.contrast.PairIndex;
import io.millrace.trainer.contrast.PairModel;
import io.millrace.trainer.contrast.Retrieval;
import io.millrace.trainer.expert.RouterKind;
import io.millrace.trainer.onnx.DualEncoderExport;
import io.millrace.trainer.run.PairTrainer;
import io.millrace.trainer.run.RunIdentity;
import io.millrace.trainer.run.TrainedModel;
import io.millrace.trainer.run.TrainingEnd;
import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Torch;
import io.millrace.trainer.tokenizer.BpeTokenizer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model of images and texts. */
@Command(
    name = "train-pairs",
    description = {
      "Train a model of images and texts on the shards of a run.",
      "At the end it prints recall on held-out pairs and exports a dual encoder as ONNX for the"
          + " stage image-score."
    })
public final class TrainPairsCommand implements Callable<Integer> {

  @Mixin private TrainOptions options;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the run: checkpoints, metrics, tokenizer, export.")
  private Path output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    TrainPairsSettings settings = options.settings(TrainPairsSettings.class);
    TrainOptions.check(settings.shards(), settings.tokenizer(), output);
    Path shards = Corpora.finished(List.of(Path.of(settings.shards()))).get(0);
    BpeTokenizer tokenizer = BpeTokenizer.read(Path.of(settings.tokenizer()));
    Memory.check(settings, tokenizer.vocabulary());
    PairIndex index = PairIndex.ofRun(shards);
    try (StopOnSignal signal = new StopOnSignal();
        Torch torch = Torch.start(settings.training().compute());
        TrainingProgress line = new TrainingProgress(spec.commandLine().getErr())) {
      PairModel model = model(settings, torch, tokenizer);
      say(model, index);
      PairTrainer trainer =
          new PairTrainer(
              settings.training(),
              identity(settings, tokenizer),
              output,
              model,
              torch.root(),
              state -> PairBatchReader.open(index, settings.pairs(), tokenizer, model, state),
              new TrainingReport(output, numbers(model), line));
      signal.asks(trainer::stop);
      TrainingEnd ending = train(trainer);
      line.close();
      PrintWriter out = spec.commandLine().getOut();
      out.println(line.ended(trainer.steps(), ending));
      if (ending == TrainingEnd.STOPPED) {
        return ExitCode.INTERRUPTED;
      }
      Files.write(output.resolve(TrainedModel.TOKENIZER), tokenizer.json());
      evaluate(settings, index, tokenizer, model, torch.root());
      export(settings, model);
      out.flush();
      return ExitCode.DONE;
    }
  }

  private TrainingEnd train(PairTrainer trainer) throws IOException {
    try {
      return trainer.run(options.resume());
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(e);
    }
  }

  private static PairModel model(TrainPairsSettings settings, Torch torch, BpeTokenizer tokenizer) {
    Parameters parameters =
        new Parameters(torch.root(), settings.training().seed(), NumberType.FLOAT32);
    return switch (settings.kind()) {
      case DUAL -> new DualEncoder(parameters, settings.dual(), tokenizer.vocabulary());
      case ONE_TOWER -> new OneTower(parameters, settings.oneTower(), tokenizer.vocabulary());
    };
  }

  private static RunIdentity identity(TrainPairsSettings settings, BpeTokenizer tokenizer) {
    Record shape =
        settings.kind() == TrainPairsSettings.Kind.DUAL ? settings.dual() : settings.oneTower();
    return RunIdentity.of(settings.training(), tokenizer.sha256(), shape, settings.pairs());
  }

  private static long numbers(PairModel model) {
    return model.parameters().stream().mapToLong(one -> one.value().count()).sum();
  }

  private void say(PairModel model, PairIndex index) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        Messages.of(
            "%s parameters, %s pairs, %s samples without image or text",
            Rates.number(numbers(model), 0),
            Rates.number(index.pairs(), 0),
            Rates.number(index.incomplete(), 0)));
    err.flush();
  }

  private void evaluate(
      TrainPairsSettings settings,
      PairIndex index,
      BpeTokenizer tokenizer,
      PairModel model,
      Scope root)
      throws IOException {
    List<PairBatch> heldOut = PairBatchReader.heldOut(index, settings.pairs(), tokenizer, model);
    PrintWriter out = spec.commandLine().getOut();
    if (heldOut.isEmpty()) {
      out.println("no evaluation: no pairs are held out");
      return;
    }
    Retrieval.Recall recall = Retrieval.of(model, root, heldOut);
    ObjectMapper json = new ObjectMapper();
    ObjectNode all = json.createObjectNode().put("pairs", recall.pairs());
    for (int depth : Retrieval.DEPTHS) {
      double text = recall.textOfImage().get(depth);
      double image = recall.imageOfText().get(depth);
      all.put("text_of_image_" + depth, text).put("image_of_text_" + depth, image);
      out.printf(
          Locale.ROOT,
          "recall at %d of %d pairs: text of an image %.3f, image of a text %.3f, chance %.3f%n",
          depth,
          recall.pairs(),
          text,
          image,
          Math.min(1, (double) depth / recall.pairs()));
    }
    Files.write(
        output.resolve("retrieval.json"),
        json.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
  }

  private void export(TrainPairsSettings settings, PairModel model) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (model instanceof DualEncoder dual && exportable(settings)) {
      Path folder = output.resolve("export");
      new DualEncoderExport(dual)
          .write(folder, output.resolve(TrainedModel.TOKENIZER), settings.pairs());
      out.println("exported to " + folder);
    } else {
      out.println(
          "not exported: ONNX supports dual encoders without experts or with soft ones only");
    }
  }

  private static boolean exportable(TrainPairsSettings settings) {
    return List.of(
            settings.dual().image().tower().experts().router(),
            settings.dual().text().tower().experts().router())
        .stream()
        .allMatch(router -> router == RouterKind.NONE || router == RouterKind.SOFT);
  }
}
