package io.millrace.app.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Rates;
import io.millrace.trainer.data.Corpus;
import io.millrace.trainer.evaluate.ClozeTask;
import io.millrace.trainer.evaluate.Evaluation;
import io.millrace.trainer.evaluate.Evaluator;
import io.millrace.trainer.evaluate.HeldOut;
import io.millrace.trainer.evaluate.HeldOutDocument;
import io.millrace.trainer.evaluate.PredictionScore;
import io.millrace.trainer.run.TrainedModel;
import io.millrace.trainer.tensor.Torch;
import io.millrace.trainer.tensor.TorchSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how well a trained model predicts unseen text. */
@Command(
    name = "evaluate",
    description = {
      "Evaluate a checkpoint on the documents that its training held out.",
      "Prints a table by language and source: documents, loss (nats per token),"
          + " perplexity, bits per byte; and the accuracy of a cloze task (which sentence"
          + " follows) with a 95 %% interval."
    })
public final class EvaluateCommand implements Callable<Integer> {

  private static final long MEGABYTE = 1_000_000;

  @Parameters(
      paramLabel = "CHECKPOINT",
      description = "Output of 'millrace train', or one of its checkpoints.")
  private Path checkpoint;

  @Option(
      names = "--shards",
      required = true,
      arity = "1..*",
      paramLabel = "OUTPUT",
      description = "Outputs of finished runs.")
  private List<Path> outputs;

  @Option(
      names = "--megabytes",
      paramLabel = "N",
      defaultValue = "10",
      description = "Megabytes of held-out text to read, at most (default: 10).")
  private long megabytes;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "Processor threads (default: 2).")
  private int threads;

  @Option(names = "--json", description = "Print JSON instead of the table.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (megabytes < 1 || megabytes > Long.MAX_VALUE / MEGABYTE || threads < 1 || threads > 1024) {
      throw new ParameterException(
          spec.commandLine(), "--megabytes and --threads must be at least 1");
    }
    Corpora.finished(outputs);
    TrainedModel model = TrainedModel.open(checkpoint);
    Corpus corpus = Corpus.open(outputs, model.data());
    corpus.skipped().forEach(shard -> spec.commandLine().getErr().println("skipped " + shard));
    List<HeldOutDocument> documents = HeldOut.read(corpus, megabytes * MEGABYTE);
    Evaluation evaluation;
    try (Torch torch = Torch.start(new TorchSettings(threads, "cpu"))) {
      Evaluator evaluator =
          new Evaluator(
              model.load(torch.root()),
              model.tokenizer(),
              torch.root(),
              model.data().sequenceLength());
      evaluation =
          Evaluation.of(
              evaluator.documents(documents), evaluator.cloze(ClozeTask.questions(documents)));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode node = json(evaluation);
      node.put("step", model.step());
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(node));
    } else {
      print(evaluation, out);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static void print(Evaluation evaluation, PrintWriter out) {
    out.println(row("", "documents", "loss", "perplexity", "bits/byte"));
    out.println(row("all", evaluation.all()));
    evaluation.languages().forEach((name, score) -> out.println(row("language " + name, score)));
    evaluation
        .sources()
        .forEach(
            (name, score) -> out.println(row("source " + (name.isEmpty() ? "-" : name), score)));
    if (evaluation.cloze().isEmpty()) {
      out.println("no cloze task: every language has fewer than 4 suitable held-out documents");
      return;
    }
    out.println();
    out.println(row("cloze", "questions", "accuracy", "95 % from", "to"));
    evaluation
        .cloze()
        .forEach(
            (language, share) ->
                out.println(
                    row(
                        language.equals(Evaluation.ALL) ? "all" : "language " + language,
                        Rates.number(share.questions(), 0),
                        Rates.number(share.accuracy(), 3),
                        Rates.number(share.interval().low(), 3),
                        Rates.number(share.interval().high(), 3))));
  }

  private static String row(String name, PredictionScore score) {
    return row(
        name,
        Rates.number(score.documents(), 0),
        Rates.number(score.loss(), 4),
        Rates.number(score.perplexity(), 2),
        Rates.number(score.bitsPerByte(), 4));
  }

  private static String row(String name, String... cells) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-28s", name));
    for (String cell : cells) {
      row.append(String.format(Locale.ROOT, " %12s", cell));
    }
    return row.toString();
  }

  static ObjectNode json(Evaluation evaluation) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    put(node.putObject("all"), evaluation.all());
    scores(node.putObject("languages"), evaluation.languages());
    scores(node.putObject("sources"), evaluation.sources());
    ObjectNode cloze = node.putObject("cloze");
    for (Map.Entry<String, Evaluation.Share> entry : evaluation.cloze().entrySet()) {
      Evaluation.Share share = entry.getValue();
      cloze
          .putObject(entry.getKey())
          .put("questions", share.questions())
          .put("correct", share.correct())
          .put("accuracy", share.accuracy())
          .put("low", share.interval().low())
          .put("high", share.interval().high());
    }
    return node;
  }

  private static void scores(ObjectNode node, SortedMap<String, PredictionScore> scores) {
    scores.forEach((name, score) -> put(node.putObject(name), score));
  }

  private static void put(ObjectNode node, PredictionScore score) {
    node.put("documents", score.documents())
        .put("tokens", score.tokens())
        .put("bytes", score.bytes())
        .put("loss", score.loss())
        .put("perplexity", score.perplexity())
        .put("bits_per_byte", score.bitsPerByte());
  }
}
