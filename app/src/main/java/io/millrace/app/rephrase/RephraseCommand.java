package io.millrace.app.rephrase;

import io.millrace.app.cli.CommandFiles;
import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Messages;
import io.millrace.app.cli.Rates;
import io.millrace.app.rephrase.RephraseTrials.Text;
import io.millrace.app.rephrase.RephraseTrials.Trial;
import io.millrace.app.run.Rephrasings;
import io.millrace.rephrase.document.PassageResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tests prompts and models on a text. */
@Command(
    name = "rephrase",
    synopsisSubcommandLabel = "[COMMAND]",
    description = {
      "Rephrase one text to test a prompt or a model; print passages, answers and gate results.",
      "The cache answers what was asked before."
    },
    subcommands = {
      RephrasePromptsCommand.class,
      RephraseCompareCommand.class,
      RephrasePlanCommand.class,
      RephraseCacheCommand.class,
      RephraseBudgetCommand.class
    })
public final class RephraseCommand implements Callable<Integer> {

  enum Format {
    TEXT,
    JSONL
  }

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Default: standard input.")
  private Path file;

  @Option(
      names = "--format",
      defaultValue = "TEXT",
      description = "text, or jsonl: one line per answer, with messages, signals and reasons.")
  private Format format;

  @Mixin private RephraseTrialOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (file != null) {
      CommandFiles.readable(file);
    }
    RephraseTrials trials = RephraseTrials.prepare(options, spec.commandLine().getErr());
    Text text = file == null ? trials.read("standard input", System.in) : trials.read(file);
    List<Trial> tried = trials.run(List.of(text));
    for (Trial trial : tried) {
      print(trial);
    }
    spec.commandLine().getOut().flush();
    return end(tried, spec);
  }

  /** Prints a summary and returns the exit status. */
  static int end(List<Trial> trials, CommandSpec spec) {
    PrintWriter err = spec.commandLine().getErr();
    trials.stream()
        .map(RephraseView::leftOut)
        .filter(said -> !said.isEmpty())
        .distinct()
        .forEach(err::println);
    List<PassageResult> answers = trials.stream().flatMap(RephraseView::answers).toList();
    List<PassageResult> paid =
        answers.stream().filter(each -> each.answered() && !each.cached()).toList();
    err.println(
        Messages.of(
            "%s of %s answers passed; %s came from the cache; %s tokens in and %s out",
            answers.stream().filter(PassageResult::passed).count(),
            answers.size(),
            answers.stream().filter(PassageResult::cached).count(),
            Rates.number(paid.stream().mapToLong(PassageResult::promptTokens).sum(), 0),
            Rates.number(paid.stream().mapToLong(PassageResult::completionTokens).sum(), 0)));
    Optional<String> lacking = RephraseTrials.withoutAnswer(trials);
    lacking.ifPresent(line -> err.println("millrace: " + line));
    return lacking.isPresent() ? ExitCode.OUTSIDE_FAILED : ExitCode.DONE;
  }

  private void print(Trial trial) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    for (PassageResult passage : RephraseView.answers(trial).toList()) {
      if (format == Format.JSONL) {
        out.println(RephraseJson.line(trial, passage));
      } else {
        print(trial, passage, out);
      }
    }
  }

  private static void print(Trial trial, PassageResult passage, PrintWriter out) {
    out.println("=== passage " + (passage.number() + 1) + ", " + trial.text().language());
    out.println(passage.source());
    String verdict = passage.passed() ? "passed" : passage.answered() ? "failed" : "no answer";
    out.println("--- " + trial.style() + " by " + trial.model() + ": " + verdict);
    String problem = RephraseView.problem(passage);
    if (!problem.isEmpty()) {
      out.println("  " + problem);
    }
    if (passage.answered()) {
      RephraseView.otherReasons(passage)
          .forEach(reason -> out.println("  " + reason + ": " + Rephrasings.description(reason)));
    }
    passage.limits().forEach(limit -> out.println("  " + RephraseView.line(limit)));
    out.println(passage.passed() ? passage.text() : passage.raw());
    out.println();
  }
}
