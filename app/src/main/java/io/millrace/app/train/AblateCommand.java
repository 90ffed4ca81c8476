package io.millrace.app.train;

import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Messages;
import io.millrace.app.cli.Rates;
import io.millrace.app.cli.WrongUseException;
import io.millrace.app.report.AblationResult;
import io.millrace.corpus.Document;
import io.millrace.corpus.Version;
import io.millrace.trainer.ablate.CommonHeldOut;
import io.millrace.trainer.ablate.PairedComparison;
import io.millrace.trainer.ablate.RunScores;
import io.millrace.trainer.data.Corpus;
import io.millrace.trainer.data.DataSplit;
import io.millrace.trainer.data.DocumentReader;
import io.millrace.trainer.evaluate.ClozeQuestion;
import io.millrace.trainer.evaluate.ClozeTask;
import io.millrace.trainer.evaluate.Evaluator;
import io.millrace.trainer.evaluate.HeldOutDocument;
import io.millrace.trainer.run.TrainedModel;
import io.millrace.trainer.tensor.Torch;
import io.millrace.trainer.tokenizer.BpeTokenizer;
import io.millrace.trainer.tokenizer.BpeTrainer;
import io.millrace.trainer.tokenizer.TokenizerSettings;
import io.millrace.trainer.tokenizer.WordCounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures which of several data sets makes the better model. */
@Command(
    name = "ablate",
    description = {
      "Train the same model on different shards, with pairs of seeds, and compare.",
      "Compares the first configuration with each other one by bits per byte and a"
          + " cloze task on the same held-out documents, with 95 %% intervals. After a stop,"
          + " the same command continues."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace ablate raw.yaml filtered.yaml --tokens 5M --output out/ablation",
      "  millrace ablate a.yaml b.yaml --seeds 10 --held-out out/c --output out/ab"
    })
public final class AblateCommand implements Callable<Integer> {

  private static final long MEGABYTE = 1_000_000;
  private static final long TOKENIZER_BYTES = 100 * MEGABYTE;
  private static final Pattern COUNT = Pattern.compile("([0-9]{1,12})([kMG]?)");

  @Parameters(arity = "2..*", paramLabel = "CONFIG", description = "Configurations of trainings.")
  private List<Path> files;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Pairs of runs (default: 5). A later call may raise it.")
  private int seeds;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description = "Tokens for each run, such as 5M (default: training.steps decides).")
  private String tokens;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the runs, ablation.json and report.html.")
  private Path output;

  @Option(
      names = "--measure",
      defaultValue = "any",
      description =
          "Held-out documents for the measures: any (default) takes those of all trainings, first"
              + " those of the first one, every those that all have.")
  private CommonHeldOut.Choice choice;

  @Option(
      names = "--held-out",
      paramLabel = "OUTPUT",
      description =
          "Use all documents of this output for the measures instead, except those that"
              + " a training reads. For trainings whose shards have no document in common.")
  private Path heldOut;

  @Option(
      names = "--megabytes",
      paramLabel = "N",
      defaultValue = "2",
      description = "Megabytes of held-out text for the measures, at most (default: 2).")
  private long megabytes;

  @Option(
      names = "--vocabulary",
      paramLabel = "N",
      defaultValue = "8192",
      description = "Vocabulary of the tokenizer, trained if none is configured (default: 8192).")
  private int vocabulary;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Change a setting of all configurations. Repeatable.")
  private List<String> sets = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (seeds < 1 || seeds > 1000 || megabytes < 1 || megabytes > 1000) {
      throw new ParameterException(
          spec.commandLine(), "--seeds and --megabytes must be between 1 and 1000");
    }
    AblationPlan plan = AblationPlan.read(files, sets, tokens());
    SortedMap<String, Corpus> once = new TreeMap<>();
    List<Corpus> inOrder = new ArrayList<>();
    for (String name : plan.names()) {
      List<Path> shards = Corpora.finished(plan.arms().get(name).outputs());
      once.put(name, Corpus.open(shards, plan.once(name)));
      inOrder.add(once.get(name));
    }
    Files.createDirectories(output);
    BpeTokenizer tokenizer = tokenizer(plan, inOrder);
    Memory.check(plan.any().model(), plan.any().data(), tokenizer.vocabulary());
    CommonHeldOut measured = measured(plan, inOrder);
    List<ClozeQuestion> questions = ClozeTask.questions(measured.documents());
    String by =
        heldOut == null
            ? choice.name()
            : measured.documents().stream()
                .map(HeldOutDocument::id)
                .collect(Collectors.joining(" "));
    String identity = plan.identity(tokenizer.sha256(), by, Long.toString(megabytes));
    claim(identity);
    say(measured, questions, plan);
    SortedMap<String, List<RunScores>> scores = new TreeMap<>();
    for (int pair = 0; pair < seeds; pair++) {
      for (String name : plan.names()) {
        scores
            .computeIfAbsent(name, none -> new ArrayList<>())
            .add(run(plan, name, pair, tokenizer, identity, measured, questions));
      }
    }
    AblationResult result = result(plan, tokenizer, measured, questions, scores);
    Files.write(output.resolve("ablation.json"), result.json());
    Files.write(output.resolve("report.html"), result.html());
    print(result);
    return ExitCode.DONE;
  }

  private CommonHeldOut measured(AblationPlan plan, List<Corpus> trainings) throws IOException {
    long bytes = megabytes * MEGABYTE;
    if (heldOut == null) {
      CommonHeldOut measured = CommonHeldOut.read(trainings, choice, bytes);
      warnOfNothingShared(measured, plan.names());
      return measured;
    }
    List<Path> shards = Corpora.finished(List.of(heldOut));
    return CommonHeldOut.of(trainings, Corpus.open(shards, plan.once(plan.names().get(0))), bytes);
  }

  private void warnOfNothingShared(CommonHeldOut measured, List<String> names) {
    for (int other = 1; other < names.size(); other++) {
      if (!measured.isShared(0, other)) {
        spec.commandLine()
            .getErr()
            .println(
                Messages.of(
                    "warning: the shards of %s and %s have no held-out document in common: their"
                        + " ids differ. Each measured document is like the training text of one"
                        + " side only. Run both recipes on the same input, or give documents of"
                        + " neither side with --held-out OUTPUT.",
                    names.get(0), names.get(other)));
      }
    }
  }

  private long tokens() {
    if (tokens == null) {
      return 0;
    }
    Matcher count = COUNT.matcher(tokens);
    if (!count.matches() || count.group(1).matches("0+")) {
      throw new ParameterException(
          spec.commandLine(), "--tokens is '" + tokens + "'; it must be a number such as 5M");
    }
    long factor =
        switch (count.group(2)) {
          case "k" -> 1_000;
          case "M" -> MEGABYTE;
          case "G" -> 1_000 * MEGABYTE;
          default -> 1;
        };
    return Math.multiplyExact(Long.parseLong(count.group(1)), factor);
  }

  /** The configured tokenizer, or one trained on the texts of all trainings. */
  private BpeTokenizer tokenizer(AblationPlan plan, List<Corpus> corpora) throws IOException {
    String named = plan.any().tokenizer();
    if (!named.isEmpty()) {
      return BpeTokenizer.read(Path.of(named));
    }
    Path file = output.resolve(TrainedModel.TOKENIZER);
    if (Files.exists(file)) {
      return BpeTokenizer.read(file);
    }
    TokenizerSettings settings;
    try {
      settings = TokenizerSettings.defaults().withVocabulary(vocabulary);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), "--" + wrong.getMessage(), wrong);
    }
    WordCounts words = new WordCounts(settings.pattern(), settings.maxWords());
    for (int i = 0; i < corpora.size(); i++) {
      long share = TOKENIZER_BYTES * (i + 1) / corpora.size();
      try (DocumentReader reader = corpora.get(i).documents(DataSplit.TRAIN)) {
        Optional<Document> next = reader.next();
        while (next.isPresent() && words.bytes() < share) {
          words.add(next.get().text());
          next = reader.next();
        }
      }
    }
    BpeTokenizer tokenizer = BpeTrainer.train(words, settings);
    Path part = output.resolve("tokenizer.json.part");
    Files.write(part, tokenizer.json());
    Files.move(part, file);
    return tokenizer;
  }

  /** Refuses a folder that holds another ablation. */
  private void claim(String identity) throws IOException {
    Path file = output.resolve("identity.txt");
    if (!Files.exists(file)) {
      Files.writeString(file, identity + "\n");
    } else if (!Files.readString(file).strip().equals(identity)) {
      throw new WrongUseException(
          output + " has an ablation with other settings; choose another folder");
    }
  }

  private RunScores run(
      AblationPlan plan,
      String name,
      int pair,
      BpeTokenizer tokenizer,
      String identity,
      CommonHeldOut measured,
      List<ClozeQuestion> questions)
      throws IOException {
    Path folder = folder(name, pair);
    Optional<RunScores> there = AblationRun.read(folder, identity, measured.documents(), questions);
    if (there.isPresent()) {
      return there.get();
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println(name + ", seed " + (pair + 1) + " of " + seeds);
    TrainSettings settings = plan.arm(name, pair);
    Corpus corpus = Corpus.open(settings.outputs(), settings.data());
    try (Torch torch = Torch.start(settings.training().compute());
        TrainingProgress line = new TrainingProgress(err)) {
      new TrainingJob(settings, tokenizer, corpus, List.of(), folder, torch, line).run(true);
    }
    try (Torch torch = Torch.start(settings.training().compute())) {
      TrainedModel model = TrainedModel.open(folder);
      Evaluator evaluator =
          new Evaluator(
              model.load(torch.root()), tokenizer, torch.root(), settings.data().sequenceLength());
      RunScores scores =
          new RunScores(evaluator.documents(measured.documents()), evaluator.cloze(questions));
      AblationRun.write(folder, identity, scores);
      return scores;
    }
  }

  private Path folder(String name, int pair) {
    return output.resolve(name).resolve("seed-" + (pair + 1));
  }

  private void say(CommonHeldOut measured, List<ClozeQuestion> questions, AblationPlan plan) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        Messages.of(
            "%s trainings, %s seeds, %s tokens each; measured by %s held-out documents and %s"
                + " questions",
            plan.names().size(),
            seeds,
            Rates.number(plan.tokens(), 0),
            Rates.number(measured.documents().size(), 0),
            Rates.number(questions.size(), 0)));
    if (measured.trainedOn() > 0) {
      err.println(
          Rates.number(measured.trainedOn(), 0)
              + " held-out documents are left out: a training reads their text under another id");
    }
    err.flush();
  }

  private AblationResult result(
      AblationPlan plan,
      BpeTokenizer tokenizer,
      CommonHeldOut measured,
      List<ClozeQuestion> questions,
      SortedMap<String, List<RunScores>> scores)
      throws IOException {
    List<String> names = plan.names();
    List<AblationResult.Comparison> comparisons = new ArrayList<>();
    for (int other = 1; other < names.size(); other++) {
      SortedMap<String, List<Integer>> groups = new TreeMap<>();
      for (int which : new int[] {0, other}) {
        List<Integer> places = measured.places().get(which);
        if (!places.isEmpty() && places.size() < measured.documents().size()) {
          groups.put("in the shards of " + names.get(which), places);
        }
      }
      PairedComparison comparison =
          new PairedComparison(scores.get(names.get(0)), scores.get(names.get(other)), 1);
      comparisons.add(
          AblationResult.comparison(names.get(0), names.get(other), comparison.rows(groups)));
    }
    List<AblationResult.Run> runs = new ArrayList<>();
    for (String name : names) {
      for (int pair = 0; pair < seeds; pair++) {
        runs.add(
            AblationResult.run(
                name, pair + 1, scores.get(name).get(pair), AblationRun.curve(folder(name, pair))));
      }
    }
    return new AblationResult(
        Version.TEXT,
        names,
        seeds,
        plan.tokens(),
        plan.any().training().steps(),
        plan.any().model().parameters(tokenizer.vocabulary()),
        measured.documents().size(),
        questions.size(),
        measured.trainedOn(),
        comparisons,
        runs);
  }

  private void print(AblationResult result) {
    PrintWriter out = spec.commandLine().getOut();
    for (AblationResult.Comparison comparison : result.comparisons()) {
      out.println(comparison.second() + " minus " + comparison.first());
      out.println(
          String.format(
              Locale.ROOT,
              "%-15s %-28s %9s %9s %10s %10s %10s  %s",
              "measure",
              "documents",
              comparison.first().length() > 9 ? "first" : comparison.first(),
              comparison.second().length() > 9 ? "second" : comparison.second(),
              "difference",
              "95 % from",
              "to",
              "verdict"));
      for (AblationResult.Line line : comparison.lines()) {
        out.println(
            String.format(
                Locale.ROOT,
                "%-15s %-28s %9.4f %9.4f %+10.4f %10s %10s  %s",
                line.measure().replace('_', ' '),
                line.group() + " (" + line.count() + ")",
                line.first(),
                line.second(),
                line.difference(),
                number(line.low()),
                number(line.high()),
                line.verdict()));
      }
      out.println();
    }
    out.println("intervals: " + AblationResult.over(result.seeds()));
    out.println("report: " + output.resolve("report.html"));
    out.flush();
  }

  private static String number(Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%+.4f", value);
  }
}
