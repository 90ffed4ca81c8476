package io.millrace.app.rephrase;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Rates;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.rephrase.budget.BudgetSettings;
import io.millrace.rephrase.budget.BudgetState;
import io.millrace.rephrase.budget.BudgetStore;
import io.millrace.rephrase.budget.BudgetWorker;
import io.millrace.rephrase.document.RephraseService;
import io.millrace.rephrase.document.RephraseSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What may be spent, and what is. */
@Command(
    name = "budget",
    description = "Show what rephrasing has spent, or release assumed spending.",
    subcommands = {
      RephraseBudgetCommand.ShowCommand.class,
      RephraseBudgetCommand.ReleaseCommand.class
    })
final class RephraseBudgetCommand implements Callable<Integer> {

  private static final long SECOND = 1000;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.WRONG_USE;
  }

  /** Which budgets. */
  static final class Where {

    @Parameters(
        arity = "0..1",
        paramLabel = "NAME",
        description = "Name of the budget (default: that of the recipe, else all).")
    private String name;

    @ArgGroup private Given given = new Given();

    /** At most one of the two. */
    static final class Given {
      @Option(
          names = "--store",
          paramLabel = "URL",
          description =
              "sqlite:PATH or postgresql://host/database (default: the file rephrase/budget.sqlite"
                  + " under MILLRACE_CACHE or ~/.cache/millrace).")
      private String url;

      @Option(
          names = "--recipe",
          paramLabel = "RECIPE",
          description = "The budget of this recipe's stage rephrase.")
      private Path recipe;
    }

    private RephraseSettings settings() throws IOException {
      return given.recipe == null
          ? RephraseSettings.defaults()
          : RephraseCacheOption.settings(given.recipe);
    }

    /** The budget that is meant; empty for all. */
    Optional<String> budget() throws IOException {
      return given.recipe == null || name != null
          ? Optional.ofNullable(name)
          : Optional.of(settings().budget().name());
    }

    BudgetStore open() throws IOException {
      String url =
          given.url == null
              ? RephraseService.budgetUrl(settings(), RephraseCacheOption.folder())
              : given.url;
      try {
        return BudgetStore.openExisting(url)
            .orElseThrow(
                () ->
                    new MillraceException(
                        ErrorKind.WRONG_USE, "there is no budget yet: " + url + " is not there"));
      } catch (IllegalArgumentException wrong) {
        throw new MillraceException(ErrorKind.WRONG_USE, "--store: " + wrong.getMessage(), wrong);
      }
    }

    private static MillraceException unknown(String name, BudgetStore store) {
      return new MillraceException(
          ErrorKind.WRONG_USE, "there is no budget '" + name + "' in " + store.name());
    }
  }

  /** Where budgets stand. */
  @Command(
      name = "show",
      description = {
        "Show limits, what was counted, assumed and reserved, and what is left.",
        "Assumed is what servers may have charged without saying: calls that timed out or broke, and",
        "those of runs that were killed, which count so after 30 seconds."
      })
  static final class ShowCommand implements Callable<Integer> {

    /** What is printed. */
    enum Format {
      TEXT,
      JSON
    }

    @Option(names = "--format", defaultValue = "TEXT", description = "text, or json.")
    private Format format;

    @Mixin private Where where;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      SortedMap<String, BudgetStore.Entry> entries = new TreeMap<>();
      try (BudgetStore store = where.open()) {
        Optional<String> name = where.budget();
        if (name.isPresent()) {
          entries.put(
              name.get(),
              store.find(name.get()).orElseThrow(() -> Where.unknown(name.get(), store)));
        } else {
          entries.putAll(store.all());
        }
      }
      PrintWriter out = spec.commandLine().getOut();
      if (format == Format.JSON) {
        out.println(json(entries));
      } else {
        entries.forEach((name, entry) -> print(name, entry, out));
      }
      out.flush();
      return ExitCode.DONE;
    }

    private static void print(String name, BudgetStore.Entry entry, PrintWriter out) {
      BudgetState state = entry.state();
      out.println("budget    " + name);
      out.println("limit     " + limit(state.maxTokens(), state.maxPicos()));
      out.println(
          "counted   " + amount(state.promptTokens() + state.completionTokens(), state.picos()));
      out.println("assumed   " + amount(state.assumedTokens(), state.assumedPicos()));
      out.println("reserved  " + amount(state.reservedTokens(), state.reservedPicos()));
      for (BudgetWorker worker : entry.workers()) {
        out.println(
            "          "
                + amount(worker.tokens(), worker.picos())
                + " for "
                + Rates.number(worker.calls(), 0)
                + " calls of "
                + worker.name()
                + ", last sign of life "
                + Rates.number(worker.silentMillis() / SECOND, 0)
                + " s ago");
      }
      out.println("left      " + left(state));
      out.println();
    }

    private static String limit(long tokens, long picos) {
      return (tokens == Long.MAX_VALUE ? "no limit of tokens" : Rates.number(tokens, 0) + " tokens")
          + (limitsMoney(picos) ? ", cost " + cost(picos) : ", no limit of cost");
    }

    private static String left(BudgetState state) {
      return (state.maxTokens() == Long.MAX_VALUE
              ? "any number of tokens"
              : Rates.number(state.leftTokens(), 0) + " tokens")
          + (limitsMoney(state.maxPicos()) ? ", cost " + cost(state.leftPicos()) : ", any cost");
    }

    private static boolean limitsMoney(long picos) {
      return picos < (long) BudgetSettings.NO_MONEY_LIMIT * 1_000_000_000_000L;
    }

    private static String json(SortedMap<String, BudgetStore.Entry> entries) throws IOException {
      ObjectMapper mapper = new ObjectMapper();
      ObjectNode all = mapper.createObjectNode();
      for (Map.Entry<String, BudgetStore.Entry> entry : entries.entrySet()) {
        BudgetState state = entry.getValue().state();
        ObjectNode budget =
            all.putObject(entry.getKey())
                .put("max_tokens", state.maxTokens())
                .put("max_cost", RephraseCacheCommand.cost(state.maxPicos()))
                .put("prompt_tokens", state.promptTokens())
                .put("completion_tokens", state.completionTokens())
                .put("cost", RephraseCacheCommand.cost(state.picos()))
                .put("assumed_tokens", state.assumedTokens())
                .put("assumed_cost", RephraseCacheCommand.cost(state.assumedPicos()))
                .put("reserved_tokens", state.reservedTokens())
                .put("reserved_cost", RephraseCacheCommand.cost(state.reservedPicos()))
                .put("left_tokens", state.leftTokens())
                .put("left_cost", RephraseCacheCommand.cost(state.leftPicos()));
        for (BudgetWorker worker : entry.getValue().workers()) {
          budget
              .withArray("workers")
              .addObject()
              .put("name", worker.name())
              .put("silent_seconds", worker.silentMillis() / SECOND)
              .put("calls", worker.calls())
              .put("tokens", worker.tokens());
        }
      }
      return mapper.writeValueAsString(all);
    }
  }

  /** Gives back. */
  @Command(
      name = "release",
      description = {
        "Release spending that is assumed but that no server counted.",
        "Check the servers' bill first: the budget no longer counts what they did charge. Calls in",
        "flight of active runs stay reserved."
      })
  static final class ReleaseCommand implements Callable<Integer> {

    @Mixin private Where where;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      try (BudgetStore store = where.open()) {
        Optional<String> name = where.budget();
        for (String each : name.isPresent() ? name.stream().toList() : store.all().keySet()) {
          BudgetState before =
              store.release(each).orElseThrow(() -> Where.unknown(each, store)).state();
          spec.commandLine()
              .getErr()
              .println(
                  "budget "
                      + each
                      + ": "
                      + amount(before.assumedTokens(), before.assumedPicos())
                      + " given back; "
                      + amount(before.reservedTokens(), before.reservedPicos())
                      + " stay reserved for "
                      + Rates.number(before.reservations(), 0)
                      + " calls in flight");
        }
      }
      return ExitCode.DONE;
    }
  }

  private static String amount(long tokens, long picos) {
    return Rates.number(tokens, 0) + " tokens" + (picos == 0 ? "" : ", cost " + cost(picos));
  }

  private static String cost(long picos) {
    return RephraseCacheCommand.cost(picos).toPlainString();
  }
}
