package io.millrace.app.train;

import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Rates;
import io.millrace.app.cli.StopOnSignal;
import io.millrace.trainer.data.Corpus;
import io.millrace.trainer.data.ShardException;
import io.millrace.trainer.evaluate.HeldOut;
import io.millrace.trainer.evaluate.HeldOutDocument;
import io.millrace.trainer.run.TrainedModel;
import io.millrace.trainer.run.TrainingEnd;
import io.millrace.trainer.tensor.Torch;
import io.millrace.trainer.tokenizer.BpeTokenizer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model. */
@Command(
    name = "train",
    description = {
      "Train a language model on the shards of a run.",
      "SIGTERM or Ctrl-C saves a checkpoint and ends; the same command with --resume continues."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace train examples/train/train.yaml --set shards=out/demo \\",
      "    --set tokenizer=tokenizer.json --output out/model",
      "  millrace train train.yaml --output out/model --resume"
    })
public final class TrainCommand implements Callable<Integer> {

  @Mixin private TrainOptions options;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the run: checkpoints, metrics, tokenizer.")
  private Path output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    TrainSettings settings = options.settings(TrainSettings.class);
    TrainOptions.check(settings.shards(), settings.tokenizer(), output);
    List<Path> shards = Corpora.finished(settings.outputs());
    BpeTokenizer tokenizer = BpeTokenizer.read(Path.of(settings.tokenizer()));
    Memory.check(settings.model(), settings.data(), tokenizer.vocabulary());
    Corpus corpus = Corpus.open(shards, settings.data());
    PrintWriter err = spec.commandLine().getErr();
    corpus.skipped().forEach(shard -> err.println("skipped " + shard));
    try (StopOnSignal signal = new StopOnSignal();
        Torch torch = Torch.start(settings.training().compute());
        TrainingProgress line = new TrainingProgress(err)) {
      err.println(
          Rates.number(settings.model().parameters(tokenizer.vocabulary()), 0) + " parameters");
      TrainingJob job =
          new TrainingJob(
              settings, tokenizer, corpus, heldOut(settings, corpus, err), output, torch, line);
      TrainOptions.require(
          options.resume() && Files.exists(output.resolve(TrainedModel.CONFIGURATION))
              || !Files.exists(output.resolve("checkpoints")),
          output + " has a run with checkpoints; continue it with --resume");
      signal.asks(job::stop);
      TrainingEnd ending = job.run(options.resume());
      line.close();
      PrintWriter out = spec.commandLine().getOut();
      out.println(line.ended(job.steps(), ending));
      out.flush();
      return ending == TrainingEnd.STOPPED ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }
  }

  /** Held-out documents for measurements; none, with a message, when the corpus has none. */
  private static List<HeldOutDocument> heldOut(
      TrainSettings settings, Corpus corpus, PrintWriter err) throws IOException {
    if (settings.heldOut().every() == 0) {
      return List.of();
    }
    try {
      return HeldOut.read(corpus, settings.heldOut().kilobytes() * 1000);
    } catch (ShardException none) {
      err.println("no measurements during training: " + none.getMessage());
      return List.of();
    }
  }
}
