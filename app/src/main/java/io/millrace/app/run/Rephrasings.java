package io.millrace.app.run;

import io.millrace.app.cli.Messages;
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

/** Describes the rephrasing of a run in its summary and its report. */
public final class Rephrasings {

  private static final int REASONS = 5;
  private static final double MICROS = 1e6;

  /** Reasons why no model was asked about a passage of a run. */
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
            "rephrase: %s documents written; %s of %s passages passed; %s calls, %s answers from the"
                + " cache; %s tokens%s",
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
      lines.add("rephrase: failed: " + String.join(", ", most(rephrase.failed())));
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

  /** A sentence about documents that no model was asked about, if there are any. */
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
        : Optional.of("Documents without a rephrased text: " + String.join(", ", parts) + ".");
  }

  /** A warning when the model is only for tests, not for training data. */
  public static Optional<String> forTrying(String model) {
    return ModelCatalog.GENERATORS.contains(model)
        ? Optional.of(
            Messages.of(
                "Model '%s' is only for tests of rephrasing: many of its answers have wrong facts"
                    + " even when they pass all gates. Do not train on its text.",
                model))
        : Optional.empty();
  }

  /** Data for the report; null without the stage. */
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

  /** Sentences: what was asked, answered, passed and refused, and what it cost. */
  public static List<String> sentences(Manifest.Rephrase rephrase) {
    SortedMap<String, Long> notAsked = new TreeMap<>(rephrase.failed());
    notAsked.keySet().retainAll(WITHOUT_ANSWER);
    SortedMap<String, Long> refused = new TreeMap<>(rephrase.failed());
    refused.keySet().removeAll(WITHOUT_ANSWER);
    long documents = sum(rephrase.outcomes());
    long asked = rephrase.passages() - sum(notAsked);
    List<String> said = new ArrayList<>();
    said.add(
        Messages.of(
            "Selected: %s%s, split into %s.",
            Messages.count(documents, "document"),
            documents == 1 ? "" : ", once for each chosen style",
            Messages.count(rephrase.passages(), "passage")));
    said.add(
        Messages.of(
            "Asked: %s for %s%s.",
            rephrase.model(),
            Messages.count(asked, "passage"),
            notAsked.isEmpty() ? "" : ". Not asked: " + reasons(notAsked)));
    said.add(
        Messages.of(
            "Answered: %s in %s%s; %s from the cache.",
            Messages.count(rephrase.generated(), "answer"),
            Messages.count(rephrase.calls(), "call"),
            rephrase.retries() == 0
                ? ""
                : ", " + Rates.number(rephrase.retries(), 0) + " of them retries",
            Messages.count(rephrase.cached(), "answer")));
    said.add("Passed: " + Messages.count(rephrase.passed(), "passage") + ".");
    if (!refused.isEmpty()) {
      said.add(
          Messages.of(
              "Refused: %s by the first reason: %s.",
              Messages.count(sum(refused), "passage"), reasons(refused)));
    }
    said.add(
        Messages.of(
            "Written: %s, in addition to their originals.",
            Messages.count(rephrase.written(), "rephrased document")));
    said.add(
        Messages.of(
            "Cost: %s read and %s written by the model%s",
            Messages.count(rephrase.promptTokens(), "token"),
            Rates.number(rephrase.completionTokens(), 0),
            rephrase.costMicros() == 0
                ? "; no price is set, or no model was asked."
                : Messages.of(
                    ", for %s in the currency of the recipe's prices.",
                    Rates.number(rephrase.costMicros() / MICROS, 6))));
    return said;
  }

  /** Why no answer for a passage is used. */
  public static String description(String reason) {
    GateReason gate = GATES.get(reason);
    if (gate != null) {
      return gate.description();
    }
    return switch (reason) {
      case "answer_too_short" -> "the answer has fewer tokens than the style accepts";
      case "answer_too_long" -> "the answer has more tokens than the style accepts";
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

  private static String reasons(SortedMap<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(each -> Rates.number(each.getValue(), 0) + " because " + because(each.getKey()))
        .collect(Collectors.joining("; "));
  }
}
