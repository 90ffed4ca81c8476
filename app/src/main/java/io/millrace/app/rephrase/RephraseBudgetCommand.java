package io.millrace.app.rephrase;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.app.cli.CommandGroup;
import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Messages;
import io.millrace.app.cli.Rates;
import io.millrace.app.cli.WrongUseException;
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

/** Shows and releases spending of budgets. */
@Command(
    name = "budget",
    description = "Show what rephrasing has spent, or release assumed spending.",
    subcommands = {
      RephraseBudgetCommand.ShowCommand.class,
      RephraseBudgetCommand.ReleaseCommand.class
    })
final class RephraseBudgetCommand extends CommandGroup {

  private static final long SECOND = 1000;

  /** Options: which budgets. */
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

    /** Name of the selected budget; empty for all. */
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
                () -> new WrongUseException("there is no budget: " + url + " does not exist"));
      } catch (IllegalArgumentException wrong) {
        throw new WrongUseException("--store: " + wrong.getMessage(), wrong);
      }
    }

    private static MillraceException unknown(String name, BudgetStore store) {
      return new WrongUseException("there is no budget '" + name + "' in " + store.name());
    }
  }

  @Command(
      name = "show",
      description = {
        "Show limits, counted, assumed and reserved spending, and what is left.",
        "Assumed spending is what servers may have charged without a report: calls that"
            + " timed out or broke, and calls of killed runs after 30 seconds."
      })
  static final class ShowCommand implements Callable<Integer> {

    @Option(names = "--format", defaultValue = "TEXT", description = "text, or json.")
    private ReportFormat format;

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
      if (format == ReportFormat.JSON) {
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
            Messages.of(
                "          %s for %s calls by %s, last seen %s s ago",
                amount(worker.tokens(), worker.picos()),
                Rates.number(worker.calls(), 0),
                worker.name(),
                Rates.number(worker.silentMillis() / SECOND, 0)));
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

  @Command(
      name = "release",
      description = {
        "Release assumed spending, which no server reported.",
        "Check the servers' bill first: afterwards the budget no longer counts this"
            + " spending. Calls in flight of active runs stay reserved."
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
                  Messages.of(
                      "budget %s: %s released; %s stay reserved for %s calls in flight",
                      each,
                      amount(before.assumedTokens(), before.assumedPicos()),
                      amount(before.reservedTokens(), before.reservedPicos()),
                      Rates.number(before.reservations(), 0)));
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
