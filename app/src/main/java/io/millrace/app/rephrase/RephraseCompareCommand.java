package io.millrace.app.rephrase;

import io.millrace.app.cli.CommandFiles;
import io.millrace.app.rephrase.RephraseTrials.Text;
import io.millrace.app.rephrase.RephraseTrials.Trial;
import io.millrace.app.report.Comparison;
import io.millrace.app.report.Comparison.Answer;
import io.millrace.app.report.Comparison.Part;
import io.millrace.app.report.Comparison.Status;
import io.millrace.app.report.Comparison.Subject;
import io.millrace.app.run.Rephrasings;
import io.millrace.corpus.Version;
import io.millrace.rephrase.chunk.EstimatedTokens;
import io.millrace.rephrase.document.PassageResult;
import io.millrace.rephrase.prompt.PromptLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a page that compares models and styles on texts. */
@Command(
    name = "compare",
    description = "Write a page that compares styles and models on the same texts.")
final class RephraseCompareCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Texts, one per file.")
  private List<Path> files;

  @Option(names = "--output", required = true, paramLabel = "FILE", description = "Page to write.")
  private Path output;

  @Mixin private RephraseTrialOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    CommandFiles.writable(output);
    files.forEach(CommandFiles::readable);
    RephraseTrials trials = RephraseTrials.prepare(options, spec.commandLine().getErr());
    List<Text> texts = new ArrayList<>();
    for (Path file : files) {
      texts.add(trials.read(file));
    }
    List<Trial> tried = trials.run(texts);
    Files.write(output, comparison(trials, texts, tried).html());
    int code = RephraseCommand.end(tried, spec);
    spec.commandLine().getErr().println("page: " + output);
    return code;
  }

  private static Comparison comparison(RephraseTrials trials, List<Text> texts, List<Trial> tried) {
    PromptLibrary library = trials.library();
    List<Subject> subjects = new ArrayList<>();
    for (String style : trials.styles()) {
      for (String model : trials.models()) {
        subjects.add(new Subject(style, model, library.style(style).description()));
      }
    }
    List<Comparison.Text> shown = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      int first = i * subjects.size();
      shown.add(text(texts.get(i), tried.subList(first, first + subjects.size())));
    }
    return new Comparison(Version.TEXT, subjects, shown);
  }

  /** Trials of one text, one for each subject. */
  private static Comparison.Text text(Text text, List<Trial> trials) {
    Map<String, List<Answer>> answers = new LinkedHashMap<>();
    Map<String, PassageResult> passages = new LinkedHashMap<>();
    for (int subject = 0; subject < trials.size(); subject++) {
      for (PassageResult passage : RephraseView.answers(trials.get(subject)).toList()) {
        String key = passage.number() + "\n" + passage.source();
        passages.putIfAbsent(key, passage);
        answers.computeIfAbsent(key, none -> new ArrayList<>()).add(answer(subject, passage));
      }
    }
    List<Part> parts = new ArrayList<>();
    passages.forEach(
        (key, passage) ->
            parts.add(
                new Part(
                    passage.number(),
                    EstimatedTokens.any().forLanguage(text.language()).count(passage.source()),
                    passage.source(),
                    answers.get(key))));
    return new Comparison.Text(
        Path.of(text.name()).getFileName().toString(),
        text.language().isEmpty() ? "und" : text.language(),
        parts);
  }

  private static Answer answer(int subject, PassageResult passage) {
    List<Comparison.Failure> failures = new ArrayList<>();
    passage
        .limits()
        .forEach(
            limit ->
                failures.add(
                    new Comparison.Failure(
                        limit.reason().key(),
                        limit.reason().description(),
                        limit.signal(),
                        limit.value(),
                        limit.threshold())));
    if (passage.answered()) {
      RephraseView.otherReasons(passage)
          .forEach(
              reason ->
                  failures.add(
                      new Comparison.Failure(reason, Rephrasings.description(reason), "", 0, 0)));
    }
    Status status =
        passage.passed() ? Status.PASSED : passage.answered() ? Status.FAILED : Status.NO_ANSWER;
    return new Answer(
        subject,
        status,
        RephraseView.problem(passage),
        passage.text(),
        passage.raw(),
        passage.promptTokens(),
        passage.completionTokens(),
        passage.cached(),
        failures,
        passage.signals());
  }
}
