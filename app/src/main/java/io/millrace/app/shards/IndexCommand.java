package io.millrace.app.shards;

import io.millrace.app.cli.CommandGroup;
import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Messages;
import io.millrace.dedup.MinHashSettings;
import io.millrace.dedup.index.DuplicateIndex;
import io.millrace.pipelines.index.IndexBuild;
import io.millrace.pipelines.output.FinishedOutput;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Builds and compacts indexes of near duplicates. */
@Command(
    name = "index",
    description = "Build or compact an index of documents, to deduplicate later runs against it.",
    subcommands = {IndexCommand.BuildCommand.class, IndexCommand.CompactCommand.class})
public final class IndexCommand extends CommandGroup {

  private static void print(Path directory, MinHashSettings settings, PrintWriter out)
      throws IOException {
    DuplicateIndex index = DuplicateIndex.open(directory, settings);
    out.println(
        Messages.of(
            "%s documents in %s segments, %s bytes",
            index.documents(), index.segments().size(), index.bytes()));
    out.flush();
  }

  @Command(
      name = "build",
      description = "Add the documents of outputs to an index; create it if it does not exist.")
  static final class BuildCommand implements Callable<Integer> {

    @Option(names = "--index", paramLabel = "DIR", required = true, description = "The index.")
    private Path directory;

    @Parameters(arity = "1..*", paramLabel = "OUTPUT", description = "Output directories.")
    private List<String> outputs;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      IndexBuild build = new IndexBuild(directory);
      for (String output : outputs) {
        out.println(output + ": " + build.add(output) + " documents");
      }
      print(directory, settings(outputs.get(0)), out);
      return ExitCode.DONE;
    }
  }

  /** Settings of an output; all outputs of an index have the same. */
  private static MinHashSettings settings(String output) throws IOException {
    FinishedOutput first = FinishedOutput.openAll(output).values().iterator().next();
    return IndexBuild.settings(first);
  }

  @Command(
      name = "compact",
      description = "Merge segments and remove deleted documents; no run may use the index.")
  static final class CompactCommand implements Callable<Integer> {

    @Option(names = "--index", paramLabel = "DIR", required = true, description = "The index.")
    private Path directory;

    @Parameters(
        paramLabel = "OUTPUT",
        description = "An output in the index; its signature settings are used.")
    private String output;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      MinHashSettings settings = settings(output);
      IndexBuild.compact(directory, settings);
      print(directory, settings, spec.commandLine().getOut());
      return ExitCode.DONE;
    }
  }
}
