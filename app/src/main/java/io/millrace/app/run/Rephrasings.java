package io.millrace.app.run;

import io.millrace.app.cli.Rates;
import io.millrace.app.report.ReportData;
import io.millrace.app.report.WordDiff;
import io.millrace.connectors.models.ModelCatalog;
import io.millrace.pipelines.summary.RephraseCounts;
import io.millrace.rephrase.document.RephraseOutcome;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.shards.layout.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run says of its rephrasing. */
public final class Rephrasings {

  private static final int REASONS = 5;
  private static final double MICROS = 1e6;

  /** Reasons for which a passage of a run has no answer, though none was refused. */
  static final Set<String> WITHOUT_ANSWER =
      Set.of("passage_too_short", "over_max_passages", "out_of_time", "budget", "no_model");

  private static final Map<String, GateReason> GATES =
      Stream.of(GateReason.values())
          .collect(Collectors.toMap(GateReason::key, Function.identity()));

  private Rephrasings() {}

  /** Lines for the end of a run; none without the stage. */
  static List<String> lines(Manifest.Rephrase rephrase) {
    List<String> lines = new ArrayList<>();
    if (rephrase.equals(Manifest.Rephrase.NONE)) {
      return lines;
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "rephrase: %s documents written; %s of %s passages passed; %s calls, %s answers known"
                + " before; %s tokens%s",
            Rates.number(rephrase.written(), 0),
            Rates.number(rephrase.passed(), 0),
            Rates.number(rephrase.passages(), 0),
            Rates.number(rephrase.calls(), 0),
            Rates.number(rephrase.cached(), 0),
            Rates.number(rephrase.promptTokens() + rephrase.completionTokens(), 0),
            rephrase.costMicros() == 0
                ? ""
                : ", cost " + Rates.number(rephrase.costMicros() / MICROS, 6)));
    if (!rephrase.failed().isEmpty()) {
      lines.add("rephrase: not passed: " + String.join(", ", most(rephrase.failed())));
    }
    unreached(rephrase).ifPresent(line -> lines.add("rephrase: " + line));
    forTrying(rephrase.model()).ifPresent(line -> lines.add("rephrase: " + line));
    return lines;
  }

  private static List<String> most(SortedMap<String, Long> failed) {
    return failed.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(REASONS)
        .map(reason -> reason.getKey() + " " + Rates.number(reason.getValue(), 0))
        .toList();
  }

  /** A sentence about documents that no model was asked for, if there are any. */
  static Optional<String> unreached(Manifest.Rephrase rephrase) {
    List<String> parts = new ArrayList<>();
    for (RephraseOutcome outcome :
        List.of(RephraseOutcome.NO_MODEL, RephraseOutcome.BUDGET, RephraseOutcome.OUT_OF_TIME)) {
      long count = rephrase.outcomes().getOrDefault(outcome.key(), 0L);
      if (count > 0) {
        parts.add(Rates.number(count, 0) + " because " + outcome.description());
      }
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "documents passed on without a rephrased text: " + String.join(", ", parts) + ".");
  }

  /** A sentence about a model that writes no text to train on, if the model is one. */
  public static Optional<String> forTrying(String model) {
    return ModelCatalog.GENERATORS.contains(model)
        ? Optional.of(
            "Model '"
                + model
                + "' is for trying out rephrasing: many of its answers are wrong in fact even if they"
                + " pass all gates. Do not train on its text.")
        : Optional.empty();
  }

  /** For the report; null without the stage. */
  static ReportData.Rephrase data(Manifest.Rephrase rephrase, RephraseCounts counts) {
    if (rephrase.equals(Manifest.Rephrase.NONE)) {
      return null;
    }
    SortedMap<String, Long> numbers = new TreeMap<>();
    numbers.put("calls", rephrase.calls());
    numbers.put("retries", rephrase.retries());
    numbers.put("generated", rephrase.generated());
    numbers.put("cached", rephrase.cached());
    numbers.put("prompt_tokens", rephrase.promptTokens());
    numbers.put("completion_tokens", rephrase.completionTokens());
    numbers.put("cost_micros", rephrase.costMicros());
    numbers.put("written", rephrase.written());
    numbers.put("passages", rephrase.passages());
    numbers.put("passed", rephrase.passed());
    return new ReportData.Rephrase(
        rephrase.model(),
        numbers,
        rephrase.outcomes(),
        rephrase.failed(),
        sentences(rephrase),
        counts.examples().stream().map(Rephrasings::passage).toList());
  }

  private static ReportData.Passage passage(RephraseCounts.Passage passage) {
    return new ReportData.Passage(
        passage.id(),
        passage.language(),
        passage.style(),
        passage.source(),
        passage.answer(),
        passage.failures().stream().map(Rephrasings::description).toList(),
        passage.detail(),
        passage.answer().isEmpty() ? List.of() : WordDiff.of(passage.source(), passage.answer()));
  }

  /** What was asked, answered, passed and refused, and what it cost, for people. */
  public static List<String> sentences(Manifest.Rephrase rephrase) {
    SortedMap<String, Long> notAsked = new TreeMap<>(rephrase.failed());
    notAsked.keySet().retainAll(WITHOUT_ANSWER);
    SortedMap<String, Long> refused = new TreeMap<>(rephrase.failed());
    refused.keySet().removeAll(WITHOUT_ANSWER);
    long documents = sum(rephrase.outcomes());
    long asked = rephrase.passages() - sum(notAsked);
    List<String> said = new ArrayList<>();
    said.add(
        "To be rephrased: "
            + count(documents, "document")
            + (documents == 1 ? ", cut into " : ", once for each chosen style, cut into ")
            + count(rephrase.passages(), "passage")
            + ".");
    said.add(
        "Asked: "
            + rephrase.model()
            + " for "
            + count(asked, "passage")
            + (notAsked.isEmpty()
                ? "."
                : ". For the others it was not: " + reasons(notAsked) + "."));
    said.add(
        "Answered: "
            + count(rephrase.generated(), "answer")
            + " in "
            + count(rephrase.calls(), "call")
            + (rephrase.retries() == 0
                ? ""
                : ", " + Rates.number(rephrase.retries(), 0) + " of them after a failed one")
            + "; "
            + count(rephrase.cached(), "answer")
            + " taken from the cache.");
    said.add("Passed: " + count(rephrase.passed(), "passage") + " with an answer that is used.");
    if (!refused.isEmpty()) {
      said.add(
          "Refused: "
              + count(sum(refused), "passage")
              + ", by the first reason: "
              + reasons(refused)
              + ".");
    }
    said.add(
        "Written: "
            + count(rephrase.written(), "rephrased document")
            + ", beside their originals, which stay.");
    said.add(
        "Cost: "
            + count(rephrase.promptTokens(), "token")
            + " read and "
            + Rates.number(rephrase.completionTokens(), 0)
            + " written by the model"
            + (rephrase.costMicros() == 0
                ? "; no price is set, or nothing was asked."
                : ", for "
                    + Rates.number(rephrase.costMicros() / MICROS, 6)
                    + " in the currency of the recipe's prices."));
    return said;
  }

  /** Why a passage has no answer that is used, for people. */
  public static String description(String reason) {
    GateReason gate = GATES.get(reason);
    if (gate != null) {
      return gate.description();
    }
    return switch (reason) {
      case "answer_too_short" -> "the answer has fewer tokens than the style keeps";
      case "answer_too_long" -> "the answer has more tokens than the style keeps";
      case "passage_too_short" -> "the passage has too few tokens for the style";
      case "over_max_passages" -> "their documents have more passages than max_passages allows";
      case "out_of_time" -> "the time limit was reached";
      case "budget" -> "the budget had no room for them";
      case "no_model" -> "no model could be reached";
      default -> reason.replace('_', ' ');
    };
  }

  private static String because(String reason) {
    String description = description(reason);
    return description.equals(reason.replace('_', ' ')) ? "of " + description : description;
  }

  private static long sum(SortedMap<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String count(long count, String what) {
    return Rates.number(count, 0) + " " + what + (count == 1 ? "" : "s");
  }

  private static String reasons(SortedMap<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(each -> Rates.number(each.getValue(), 0) + " because " + because(each.getKey()))
        .collect(Collectors.joining("; "));
  }
}
