package io.millrace.app.rephrase;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.app.cli.CommandFiles;
import io.millrace.app.cli.CommandGroup;
import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Messages;
import io.millrace.app.cli.Rates;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.rephrase.cache.CacheFile;
import io.millrace.rephrase.cache.CacheStats;
import io.millrace.rephrase.cache.CompletionCache;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Manages the cache of completions. */
@Command(
    name = "cache",
    description = "Show, export, import or prune the cache of completions.",
    subcommands = {
      RephraseCacheCommand.StatsCommand.class,
      RephraseCacheCommand.ExportCommand.class,
      RephraseCacheCommand.ImportCommand.class,
      RephraseCacheCommand.PruneCommand.class
    })
final class RephraseCacheCommand extends CommandGroup {

  private static final int COST_DECIMALS = 12;

  /** An exact amount of money. */
  static BigDecimal cost(long picos) {
    BigDecimal cost = BigDecimal.valueOf(picos, COST_DECIMALS).stripTrailingZeros();
    return cost.scale() < 0 ? cost.setScale(0) : cost;
  }

  @Command(
      name = "stats",
      description = {
        "List cached completions, one line per model.",
        "Columns: name, completions, bytes of text, prompt tokens, answer tokens, cost,"
            + " first and last day. The sum goes to standard error."
      })
  static final class StatsCommand implements Callable<Integer> {

    @Option(names = "--format", defaultValue = "TEXT", description = "text, or json.")
    private ReportFormat format;

    @Mixin private RephraseCacheOption where;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      CacheStats stats;
      try (CompletionCache cache = where.existing()) {
        stats = cache.stats();
      }
      PrintWriter out = spec.commandLine().getOut();
      if (format == ReportFormat.JSON) {
        out.println(json(stats));
      } else {
        stats.models().forEach((name, model) -> out.println(line(name, model)));
        spec.commandLine()
            .getErr()
            .println(
                Messages.of(
                    "%s completions, %s bytes of text in %s",
                    Rates.number(stats.completions(), 0),
                    Rates.number(stats.textBytes(), 0),
                    stats.where()));
      }
      out.flush();
      return ExitCode.DONE;
    }

    private static String line(String name, CacheStats.Model model) {
      return String.join(
          "\t",
          name,
          Long.toString(model.completions()),
          Long.toString(model.textBytes()),
          Long.toString(model.promptTokens()),
          Long.toString(model.completionTokens()),
          cost(model.picos()).toPlainString(),
          day(model.oldestMillis()),
          day(model.newestMillis()));
    }

    private static String day(long millis) {
      return Instant.ofEpochMilli(millis).toString().substring(0, "2026-11-25".length());
    }

    private static String json(CacheStats stats) throws IOException {
      ObjectMapper mapper = new ObjectMapper();
      ObjectNode all = mapper.createObjectNode();
      all.put("where", stats.where());
      all.put("completions", stats.completions());
      all.put("text_bytes", stats.textBytes());
      ObjectNode models = all.putObject("models");
      for (Map.Entry<String, CacheStats.Model> entry : stats.models().entrySet()) {
        CacheStats.Model model = entry.getValue();
        models
            .putObject(entry.getKey())
            .put("completions", model.completions())
            .put("text_bytes", model.textBytes())
            .put("prompt_tokens", model.promptTokens())
            .put("completion_tokens", model.completionTokens())
            .put("cost", cost(model.picos()))
            .put("oldest", Instant.ofEpochMilli(model.oldestMillis()).toString())
            .put("newest", Instant.ofEpochMilli(model.newestMillis()).toString());
      }
      return mapper.writeValueAsString(all);
    }
  }

  @Command(
      name = "export",
      description = "Write all completions as JSON Lines, compressed when the name ends in .zst.")
  static final class ExportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "File to write.")
    private Path file;

    @Mixin private RephraseCacheOption where;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      long count;
      try (CompletionCache cache = where.existing()) {
        count = CacheFile.write(cache, CommandFiles.writable(file));
      }
      spec.commandLine().getErr().println(Rates.number(count, 0) + " completions in " + file);
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "import",
      description = "Add the completions of a file from 'export'; keep those already in the cache.")
  static final class ImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "File to read.")
    private Path file;

    @Mixin private RephraseCacheOption where;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      CommandFiles.readable(file);
      try (CompletionCache cache = where.open()) {
        long before = cache.stats().completions();
        long read = read(cache);
        long added = cache.stats().completions() - before;
        spec.commandLine()
            .getErr()
            .println(
                Messages.of(
                    "%s completions read, %s of them new",
                    Rates.number(read, 0), Rates.number(added, 0)));
        return ExitCode.DONE;
      }
    }

    private long read(CompletionCache cache) {
      try {
        return CacheFile.read(file, cache);
      } catch (IOException wrong) {
        throw new MillraceException(ErrorKind.BAD_INPUT, file + ": " + wrong.getMessage(), wrong);
      }
    }
  }

  @Command(
      name = "prune",
      description = "Remove completions: of one model, of a certain age, or the oldest ones.")
  static final class PruneCommand implements Callable<Integer> {

    @Option(names = "--model", paramLabel = "NAME", description = "Remove all of this model.")
    private String model;

    @Option(
        names = "--older-than",
        paramLabel = "DAYS",
        description = "Remove those older than this many days.")
    private Integer days;

    @Option(
        names = "--max-bytes",
        paramLabel = "BYTES",
        description = "Remove the oldest until the texts have at most this many bytes.")
    private Long bytes;

    @Mixin private RephraseCacheOption where;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      if (model == null && days == null && bytes == null) {
        throw new ParameterException(
            spec.commandLine(), "missing what to prune; give --model, --older-than or --max-bytes");
      }
      notNegative("--older-than", days == null ? 0 : days);
      notNegative("--max-bytes", bytes == null ? 0 : bytes);
      long removed = 0;
      try (CompletionCache cache = where.existing()) {
        if (model != null) {
          removed += cache.pruneModel(model);
        }
        if (days != null) {
          removed +=
              cache.pruneOlderThan(Instant.now().minus(days, ChronoUnit.DAYS).toEpochMilli());
        }
        if (bytes != null) {
          removed += cache.pruneToSize(bytes);
        }
      }
      spec.commandLine().getErr().println(Rates.number(removed, 0) + " completions removed");
      return ExitCode.DONE;
    }

    private void notNegative(String option, long value) {
      if (value < 0) {
        throw new ParameterException(
            spec.commandLine(), option + " is " + value + "; it must be at least 0");
      }
    }
  }
}
