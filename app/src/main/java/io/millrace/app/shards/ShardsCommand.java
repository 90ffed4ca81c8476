package io.millrace.app.shards;

import io.millrace.app.cli.ExitCode;
import io.millrace.corpus.config.Wording;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.OutputComparison;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.verify.OutputVerifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks into finished outputs. */
@Command(
    name = "shards",
    description = "List, print, check or compare the shards of a run.",
    subcommands = {
      ShardsCommand.ListCommand.class,
      ShardsCommand.CatCommand.class,
      ShardsCommand.VerifyCommand.class,
      ShardsCommand.CompareCommand.class
    })
public final class ShardsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.WRONG_USE;
  }

  /** One line a shard. */
  @Command(name = "list", description = "One line a shard: records, bytes, sha256, path.")
  static final class ListCommand implements Callable<Integer> {

    @Parameters(paramLabel = "OUTPUT", description = "Output directory of a run.")
    private String output;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      FinishedOutput.openAll(output)
          .forEach(
              (folder, finished) ->
                  finished.manifest().shards().forEach(shard -> out.println(line(folder, shard))));
      out.flush();
      return ExitCode.DONE;
    }
  }

  private static String line(String folder, ShardInfo shard) {
    return shard.records()
        + "\t"
        + shard.bytes()
        + "\t"
        + shard.sha256()
        + "\t"
        + folder
        + shard.path();
  }

  /** Documents as lines of JSON. */
  @Command(name = "cat", description = "Print documents as lines of JSON, whatever the format.")
  static final class CatCommand implements Callable<Integer> {

    @Parameters(paramLabel = "OUTPUT", description = "Output directory of a run.")
    private String output;

    @Option(names = "--language", description = "Only this language.")
    private String language;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      Collection<FinishedOutput> outputs = FinishedOutput.openAll(output).values();
      checkLanguage(outputs);
      for (FinishedOutput finished : outputs) {
        List<String> paths =
            finished.manifest().shards().stream()
                .map(ShardInfo::path)
                .filter(path -> language == null || path.startsWith("shards/" + language + "/"))
                .toList();
        finished.forEachLine(paths, line -> out.println(new String(line, StandardCharsets.UTF_8)));
      }
      out.flush();
      return ExitCode.DONE;
    }

    private void checkLanguage(Collection<FinishedOutput> outputs) {
      SortedSet<String> languages = new TreeSet<>();
      for (FinishedOutput finished : outputs) {
        for (ShardInfo shard : finished.manifest().shards()) {
          languages.add(shard.path().split("/")[1]);
        }
      }
      if (language != null && !languages.contains(language)) {
        throw new MillraceException(
            ErrorKind.WRONG_USE,
            output
                + " has no language '"
                + Wording.show(language)
                + "'"
                + Wording.hint(language, languages, "", "there are"));
      }
    }
  }

  /** Checks everything that can be checked. */
  @Command(
      name = "verify",
      description = "Check checksums, counts, order and ids; any flipped bit is found.")
  static final class VerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "OUTPUT", description = "Output directory of a run.")
    private String output;

    @Option(names = "--checksums", description = "Only files and checksums, not the records.")
    private boolean checksums;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      OutputVerifier.Result result =
          FinishedOutput.verify(
              output, checksums ? OutputVerifier.Depth.CHECKSUMS : OutputVerifier.Depth.RECORDS);
      PrintWriter out = spec.commandLine().getOut();
      for (OutputVerifier.Problem problem : result.problems()) {
        out.println(problem.shownPath() + ": " + problem.problem());
      }
      PrintWriter err = spec.commandLine().getErr();
      result.notes().forEach(note -> err.println("note: " + note));
      err.flush();
      out.println(
          result.sound()
              ? "sound: " + result.files() + " files, " + result.documents() + " documents"
              : result.problems().size()
                  + (result.problems().size() == 1 ? " problem" : " problems"));
      out.flush();
      return result.sound() ? ExitCode.DONE : ExitCode.BAD_INPUT;
    }
  }

  /** Compares a stream with a run over the same records. */
  @Command(
      name = "compare",
      description = {
        "Compare an output with one that has what should be in it.",
        "Window by window, every verdict, and every file by its sha256; reports are left out. Exit",
        "code 3 when they differ."
      })
  static final class CompareCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "OUTPUT", description = "The output to judge.")
    private String output;

    @Parameters(
        index = "1",
        paramLabel = "EXPECTED",
        description = "One of a run over the same records.")
    private String expected;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      OutputComparison.Result result = OutputComparison.of(output, expected);
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          result.windows()
              + " windows, "
              + result.records()
              + " records, "
              + result.files()
              + " files compared");
      result.differences().forEach(err::println);
      err.flush();
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          "lost "
              + result.lost()
              + " twice "
              + result.twice()
              + " same-bytes "
              + (result.sameBytes() ? "yes" : "no"));
      out.flush();
      return result.same() ? ExitCode.DONE : ExitCode.BAD_INPUT;
    }
  }
}
