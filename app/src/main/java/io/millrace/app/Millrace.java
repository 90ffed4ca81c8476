package io.millrace.app;

import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Interruption;
import io.millrace.app.cli.LogLines;
import io.millrace.app.cli.Logging;
import io.millrace.app.cli.RedactedWriter;
import io.millrace.app.demo.DemoCommand;
import io.millrace.app.docs.DocsCommand;
import io.millrace.app.extract.ExtractCommand;
import io.millrace.app.extract.LangidCommand;
import io.millrace.app.ingest.IngestCommand;
import io.millrace.app.models.DoctorCommand;
import io.millrace.app.models.ModelsCommand;
import io.millrace.app.recipe.CheckCommand;
import io.millrace.app.recipe.ExplainCommand;
import io.millrace.app.recipe.StagesCommand;
import io.millrace.app.rephrase.RephraseCommand;
import io.millrace.app.run.CalibrateCommand;
import io.millrace.app.run.RunCommand;
import io.millrace.app.serve.ServeCommand;
import io.millrace.app.shards.IndexCommand;
import io.millrace.app.shards.ShardsCommand;
import io.millrace.app.shards.TakedownCommand;
import io.millrace.app.tokenizer.TokenizerCommand;
import io.millrace.app.train.AblateCommand;
import io.millrace.app.train.EvaluateCommand;
import io.millrace.app.train.ExportCommand;
import io.millrace.app.train.TrainCommand;
import io.millrace.app.train.TrainPairsCommand;
import io.millrace.corpus.Version;
import io.millrace.corpus.config.ConfigException;
import io.millrace.corpus.error.Classified;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.pipelines.failure.Failures;
import io.millrace.pipelines.plugin.PluginException;
import io.millrace.pipelines.plugin.Plugins;
import java.io.IOError;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line. Results go to standard output, everything else to standard error. */
@Command(
    name = "millrace",
    versionProvider = Millrace.OwnVersion.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    description = "Make pretraining corpora from web pages and other collections.",
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ServeCommand.class,
      CheckCommand.class,
      StagesCommand.class,
      CalibrateCommand.class,
      ExtractCommand.class,
      LangidCommand.class,
      IngestCommand.class,
      ExplainCommand.class,
      ShardsCommand.class,
      TakedownCommand.class,
      IndexCommand.class,
      ModelsCommand.class,
      RephraseCommand.class,
      TokenizerCommand.class,
      TrainCommand.class,
      TrainPairsCommand.class,
      EvaluateCommand.class,
      AblateCommand.class,
      ExportCommand.class,
      DocsCommand.class,
      DoctorCommand.class
    })
public final class Millrace {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the engine's log and the stack traces of errors.")
  private boolean verbose;

  @Option(
      names = "--log",
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description =
          "Format of progress and messages on standard error: text, or json with one object per"
              + " line (default: MILLRACE_LOG, else text).",
      defaultValue = "${env:MILLRACE_LOG:-text}")
  private Logging.Format log;

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Folder of jars with plugins (default: MILLRACE_PLUGINS, else none).",
      defaultValue = "${env:MILLRACE_PLUGINS:-}")
  private Path plugins;

  static final class OwnVersion implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"millrace " + Version.TEXT};
    }
  }

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    if (!List.of(arguments).contains("--verbose")) {
      Logging.quiet();
    }
    int code = run(out, err, arguments);
    out.flush();
    System.exit(code);
  }

  /** Runs one command and returns its exit status. */
  public static int run(PrintStream out, PrintStream err, String... arguments) {
    Millrace root = new Millrace();
    Writer said = new OutputStreamWriter(err, StandardCharsets.UTF_8);
    if (Logging.isJson(arguments, System.getenv())) {
      Logging.json(err);
      said = new LogLines();
    }
    for (String argument : arguments) {
      if (argument.equals("--verbose")) {
        Logging.verbose();
      }
    }
    CommandLine line =
        new CommandLine(root)
            .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(new RedactedWriter(said), true))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionStrategy(root::execute)
            .setParameterExceptionHandler(Millrace::explainUse)
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> root.explain(failure, command, parsed));
    if (arguments.length == 0) {
      line.usage(line.getErr());
      return ExitCode.WRONG_USE;
    }
    try {
      return line.execute(arguments);
    } catch (IOError outside) {
      IOException cause = new IOException(outside.getCause().getMessage(), outside);
      return root.explain(cause, line, null);
    }
  }

  /** Opens the plugins, then runs the command. */
  private int execute(ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    try {
      Plugins.use(plugins.toString().isEmpty() ? Plugins.NONE : Plugins.open(plugins));
    } catch (PluginException | IOException wrong) {
      throw new CommandLine.ExecutionException(
          parsed.commandSpec().commandLine(), wrong.getMessage(), wrong);
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static int explainUse(CommandLine.ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    LogLines.failed();
    PrintWriter err = command.getErr();
    err.println("millrace: " + wrong.getMessage().replaceFirst("^Error: ", ""));
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err)) {
      err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }
    return ExitCode.WRONG_USE;
  }

  private int explain(Exception failure, CommandLine command, ParseResult parsed) {
    if (Interruption.begun()) {
      return ExitCode.INTERRUPTED;
    }
    LogLines.failed();
    PrintWriter err = command.getErr();
    ErrorKind kind = ErrorKind.of(failure);
    lines(failure, kind).forEach(err::println);
    if (verbose) {
      failure.printStackTrace(err);
    } else if (kind.exitStatus() == ExitCode.OUTSIDE_FAILED && isUnforeseen(failure)) {
      err.println("Add --verbose for the stack trace.");
    }
    return kind.exitStatus();
  }

  private static List<String> lines(Exception failure, ErrorKind kind) {
    if (failure instanceof ConfigException settings) {
      return settings.errors().stream().map(Object::toString).toList();
    }
    String line =
        switch (kind) {
          case NO_SUCH_FILE -> "no such file: " + failure.getMessage();
          case INTERNAL -> Failures.rootLine(failure);
          default -> failure.getMessage();
        };
    return List.of("millrace: " + line);
  }

  /** Whether the message comes from a library, so that a stack trace may help. */
  private static boolean isUnforeseen(Exception failure) {
    boolean wraps = failure.getClass() == MillraceException.class && failure.getCause() != null;
    return failure instanceof RuntimeException
        && (wraps || !(failure instanceof Classified))
        && !Failures.isForPeople(failure);
  }
}
