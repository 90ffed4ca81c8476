package io.millrace.app.shards;

import io.millrace.app.cli.CommandGroup;
import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Messages;
import io.millrace.app.cli.WrongUseException;
import io.millrace.corpus.config.Wording;
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

/** Lists, prints, checks and compares finished outputs. */
@Command(
    name = "shards",
    description = "List, print, check or compare the shards of a run.",
    subcommands = {
      ShardsCommand.ListCommand.class,
      ShardsCommand.CatCommand.class,
      ShardsCommand.VerifyCommand.class,
      ShardsCommand.CompareCommand.class
    })
public final class ShardsCommand extends CommandGroup {

  @Command(name = "list", description = "List shards, one per line: records, bytes, sha256, path.")
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
    return Messages.of(
        "%s\t%s\t%s\t%s%s", shard.records(), shard.bytes(), shard.sha256(), folder, shard.path());
  }

  @Command(
      name = "cat",
      description = "Print documents as JSON Lines, whatever the format of the shards.")
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
        throw new WrongUseException(
            output
                + " has no language '"
                + Wording.show(language)
                + "'"
                + Wording.hint(language, languages, "", "there are"));
      }
    }
  }

  @Command(
      name = "verify",
      description = "Check checksums, counts, order and ids; this finds any flipped bit.")
  static final class VerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "OUTPUT", description = "Output directory of a run.")
    private String output;

    @Option(names = "--checksums", description = "Check only files and checksums, not the records.")
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
              : Messages.count(result.problems().size(), "problem"));
      out.flush();
      return result.sound() ? ExitCode.DONE : ExitCode.BAD_INPUT;
    }
  }

  @Command(
      name = "compare",
      description = {
        "Compare an output with the expected one.",
        "Compares windows, all verdicts, and all files by sha256, except reports. The"
            + " exit status is 3 when they differ."
      })
  static final class CompareCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "OUTPUT", description = "The output to check.")
    private String output;

    @Parameters(
        index = "1",
        paramLabel = "EXPECTED",
        description = "The output of a run over the same records.")
    private String expected;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      OutputComparison.Result result = OutputComparison.of(output, expected);
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          Messages.of(
              "%s windows, %s records, %s files compared",
              result.windows(), result.records(), result.files()));
      result.differences().forEach(err::println);
      err.flush();
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          Messages.of(
              "lost %s twice %s same-bytes %s",
              result.lost(), result.twice(), result.sameBytes() ? "yes" : "no"));
      out.flush();
      return result.same() ? ExitCode.DONE : ExitCode.BAD_INPUT;
    }
  }
}
