package io.millrace.app.rephrase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.app.cli.Messages;
import io.millrace.app.cli.Rates;
import io.millrace.connectors.models.ModelCatalog;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.plan.Estimate;
import io.millrace.pipelines.plan.InputSample;
import io.millrace.pipelines.plan.RephrasePlan;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.rephrase.budget.BudgetSettings;
import io.millrace.rephrase.budget.BudgetState;
import io.millrace.rephrase.budget.Price;
import io.millrace.rephrase.document.RephraseSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Formats a plan as text or JSON, with cost and time. */
final class RephraseForecast {

  private static final double MILLION = 1e6;
  private static final double HOUR = 3600;
  private static final double PICOS = 1e12;

  /**
   * Tokens per second on one core.
   *
   * @param prompt tokens read
   * @param answer tokens generated
   */
  private record Rate(Estimate prompt, Estimate answer) {}

  private static final Rate SMALL = new Rate(new Estimate(110, 160, 230), new Estimate(25, 36, 47));

  /** Measured in docs/how-to/local-models.md. */
  private static final Map<String, Rate> LOCAL_RATES =
      Map.of(
          ModelCatalog.SMOLLM2,
          SMALL,
          ModelCatalog.GEMMA3,
          SMALL,
          ModelCatalog.QWEN_0_5B,
          new Rate(new Estimate(40, 70, 110), new Estimate(12, 22, 32)),
          ModelCatalog.QWEN_1_5B,
          new Rate(new Estimate(13, 24, 40), new Estimate(4, 8, 12)));

  private final Recipe recipe;
  private final RephraseSettings settings;
  private final InputSample sample;
  private final RephrasePlan plan;
  private final Optional<BudgetState> spent;
  private final Double tokensPerSecond;
  private final double inputPrice;
  private final double outputPrice;

  /**
   * @param spent state of the budget; empty when nothing is spent
   */
  RephraseForecast(
      Recipe recipe,
      RephraseSettings settings,
      InputSample sample,
      RephrasePlan plan,
      Optional<BudgetState> spent,
      Double tokensPerSecond) {
    this.recipe = recipe;
    this.settings = settings;
    this.sample = sample;
    this.plan = plan;
    this.spent = spent;
    this.tokensPerSecond = tokensPerSecond;
    Price price = settings.budget().pricesOf(List.of(settings.model())).get(settings.model());
    this.inputPrice = price.inputMicros() / MILLION;
    this.outputPrice = price.outputMicros() / MILLION;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("model        " + settings.model() + (settings.isLocal() ? ", on this machine" : ""));
    lines.add("styles       " + String.join(", ", settings.styles()));
    lines.add("input        " + about(sample.isWhole(), sample.population()) + " records");
    lines.add(
        Messages.of(
            "sample       %s records; %s reach the stage, %s are chosen",
            whole(plan.sampled()), whole(plan.passing()), whole(plan.chosen())));
    if (!plan.ended().isEmpty()) {
      List<String> ended = new ArrayList<>();
      plan.ended().forEach((stage, count) -> ended.add(whole(count) + " by " + stage));
      lines.add("             ended: " + String.join(", ", ended));
    }
    lines.add(
        Messages.of(
            "             %s passages, %s of them known to the cache",
            whole(plan.asked()), whole(plan.known())));
    lines.add("");
    lines.add(row("", "forecast", "low", "high", "at most"));
    lines.add(row("documents", plan.documents(), 0, ""));
    lines.add(row("calls", plan.calls(), 0, ""));
    lines.add(row("tokens in", plan.promptTokens(), 0, ""));
    lines.add(row("tokens out", plan.answerTokens(), 0, whole(plan.mostAnswerTokens().high())));
    if (inputPrice > 0 || outputPrice > 0) {
      lines.add(
          row(
              "cost",
              plan.cost(inputPrice, outputPrice),
              2,
              Rates.number(plan.mostCost(inputPrice, outputPrice), 2)));
    }
    hours().ifPresent(hours -> lines.add(row("hours", hours, 2, "")));
    lines.add("");
    lines.addAll(notes());
    return lines;
  }

  private static String row(String name, Estimate estimate, int decimals, String most) {
    return row(
        name,
        Rates.number(estimate.value(), decimals),
        Rates.number(estimate.low(), decimals),
        Rates.number(estimate.high(), decimals),
        most);
  }

  private static String row(String name, String value, String low, String high, String most) {
    return String.format(Locale.ROOT, "%-12s%16s%16s%16s%16s", name, value, low, high, most)
        .stripTrailing();
  }

  private static String whole(double number) {
    return Rates.number(number, 0);
  }

  private static String about(boolean exact, double number) {
    return (exact ? "" : "about ") + whole(number);
  }

  /** Hours, when the speed of the model is known. */
  private Optional<Estimate> hours() {
    if (tokensPerSecond != null) {
      double factor = 1 / tokensPerSecond / HOUR;
      return Optional.of(plan.answerTokens().times(factor, factor, factor));
    }
    if (plan.calls().high() == 0) {
      return Optional.of(Estimate.exactly(0));
    }
    Rate rate = LOCAL_RATES.get(settings.model());
    if (!settings.isLocal() || rate == null) {
      return Optional.empty();
    }
    double each = 1 / HOUR / settings.local().processes();
    Estimate in =
        plan.promptTokens()
            .times(
                each / rate.prompt().high(),
                each / rate.prompt().value(),
                each / rate.prompt().low());
    Estimate out =
        plan.answerTokens()
            .times(
                each / rate.answer().high(),
                each / rate.answer().value(),
                each / rate.answer().low());
    return Optional.of(in.plus(out));
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (hours().isEmpty()) {
      notes.add(
          "For hours give --tokens-per-second: the answer tokens that the model generates per"
              + " second, over all requests.");
    }
    if (inputPrice == 0 && outputPrice == 0 && !settings.isLocal()) {
      notes.add("The cost is unknown: 'budget.prices' has no price for the model.");
    }
    notes.addAll(budget());
    if (recipe.stages().stream().anyMatch(stage -> Stages.comparesDocuments(stage.name()))) {
      notes.add("The sample is not deduplicated; the run drops duplicates and asks less.");
    }
    if (!sample.isWhole()) {
      notes.add(
          Messages.of(
              "Only %s of %s MB of the input were read; the interval does not cover how the rest"
                  + " differs.",
              whole(sample.readBytes() / MILLION), whole(sample.inputBytes() / MILLION)));
    }
    if (settings.verify().isOn()) {
      notes.add("Calls of 'verify' for answers that pass are not included.");
    }
    notes.add("Retries are not included.");
    return notes;
  }

  private List<String> budget() {
    BudgetSettings budget = settings.budget();
    List<String> notes = new ArrayList<>();
    if (budget.maxTokens() < Long.MAX_VALUE) {
      long used = spent.map(BudgetState::spentTokens).orElse(0L);
      notes.add(
          "The budget of "
              + whole(budget.maxTokens())
              + " tokens "
              + used(used, whole(used), spent.map(BudgetState::reservedTokens).orElse(0L))
              + verdict(
                  plan.promptTokens().plus(plan.answerTokens()),
                  Math.max(0, budget.maxTokens() - used)));
    }
    if (budget.maxMoney() < BudgetSettings.NO_MONEY_LIMIT) {
      long picos = spent.map(BudgetState::spentPicos).orElse(0L);
      double used = picos / PICOS;
      notes.add(
          "The budget of "
              + Rates.number(budget.maxMoney(), 2)
              + " in money "
              + used(picos, Rates.number(used, 2), spent.map(BudgetState::reservedPicos).orElse(0L))
              + verdict(plan.cost(inputPrice, outputPrice), Math.max(0, budget.maxMoney() - used)));
    }
    return notes;
  }

  /** The spent part of a budget as text before the verdict; "" for nothing. */
  private static String used(long used, String shown, long reserved) {
    String inFlight = reserved == 0 ? "" : " or reserved for calls in flight";
    return used == 0 ? "" : Messages.of("has %s spent%s; what is left ", shown, inFlight);
  }

  private static String verdict(Estimate need, double limit) {
    if (need.high() <= limit) {
      return "is enough.";
    }
    String share = Rates.number(100 * limit / need.value(), 0) + " %";
    return need.low() > limit
        ? "is too small: it ends after about " + share + " of the calls."
        : "may not be enough.";
  }

  String json() throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode all = mapper.createObjectNode();
    all.put("model", settings.model());
    all.put("population", sample.population());
    all.put("population_known", sample.isWhole());
    all.put("sampled", plan.sampled());
    ObjectNode ended = all.putObject("ended");
    plan.ended().forEach(ended::put);
    all.put("passing", plan.passing());
    all.put("chosen", plan.chosen());
    all.put("passages", plan.asked());
    all.put("cached", plan.known());
    put(all, "documents", plan.documents());
    put(all, "calls", plan.calls());
    put(all, "prompt_tokens", plan.promptTokens());
    put(all, "completion_tokens", plan.answerTokens());
    all.put("completion_tokens_at_most", plan.mostAnswerTokens().high());
    put(all, "cost", plan.cost(inputPrice, outputPrice));
    all.put("cost_at_most", plan.mostCost(inputPrice, outputPrice));
    if (settings.budget().limits()) {
      all.put("budget_spent_tokens", spent.map(BudgetState::spentTokens).orElse(0L));
      all.put("budget_spent_cost", spent.map(BudgetState::spentPicos).orElse(0L) / PICOS);
    }
    hours().ifPresent(hours -> put(all, "hours", hours));
    notes().forEach(all.putArray("notes")::add);
    return mapper.writeValueAsString(all);
  }

  private static void put(ObjectNode all, String name, Estimate estimate) {
    all.putObject(name)
        .put("low", estimate.low())
        .put("forecast", estimate.value())
        .put("high", estimate.high());
  }
}
