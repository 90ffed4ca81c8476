package io.millrace.app.shards;

import io.millrace.app.cli.ExitCode;
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

/** Keeps indexes of near duplicates. */
@Command(
    name = "index",
    description = "Keep an index of emitted documents, against which later runs are deduplicated.",
    subcommands = {IndexCommand.BuildCommand.class, IndexCommand.CompactCommand.class})
public final class IndexCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.WRONG_USE;
  }

  private static void print(Path directory, MinHashSettings settings, PrintWriter out)
      throws IOException {
    DuplicateIndex index = DuplicateIndex.open(directory, settings);
    out.println(
        index.documents()
            + " documents in "
            + index.segments().size()
            + " segments, "
            + index.bytes()
            + " bytes");
    out.flush();
  }

  /** Makes or extends an index. */
  @Command(name = "build", description = "Write the documents of outputs into an index.")
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

  /** Those of a run; all runs of an index have the same. */
  private static MinHashSettings settings(String output) throws IOException {
    FinishedOutput first = FinishedOutput.openAll(output).values().iterator().next();
    return IndexBuild.settings(first);
  }

  /** Merges segments. */
  @Command(
      name = "compact",
      description = "Merge segments and leave out what was deleted, when nothing uses the index.")
  static final class CompactCommand implements Callable<Integer> {

    @Option(names = "--index", paramLabel = "DIR", required = true, description = "The index.")
    private Path directory;

    @Parameters(
        paramLabel = "OUTPUT",
        description = "An output that is in the index, for the settings of its signatures.")
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
