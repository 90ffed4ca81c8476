package io.millrace.app;

import io.millrace.app.report.ReportData;
import io.millrace.app.report.WordDiff;
import io.millrace.pipelines.summary.RephraseCounts;
import io.millrace.rephrase.document.RephraseOutcome;
import io.millrace.shards.layout.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run says of its rephrasing. */
final class Rephrasings {

  private static final int REASONS = 5;
  private static final double MICROS = 1e6;

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
            Runs.number(rephrase.written(), 0),
            Runs.number(rephrase.passed(), 0),
            Runs.number(rephrase.passages(), 0),
            Runs.number(rephrase.calls(), 0),
            Runs.number(rephrase.cached(), 0),
            Runs.number(rephrase.promptTokens() + rephrase.completionTokens(), 0),
            rephrase.costMicros() == 0
                ? ""
                : ", cost " + Runs.number(rephrase.costMicros() / MICROS, 6)));
    if (!rephrase.failed().isEmpty()) {
      lines.add("rephrase: not passed: " + String.join(", ", most(rephrase.failed())));
    }
    unreached(rephrase).ifPresent(line -> lines.add("rephrase: " + line));
    return lines;
  }

  private static List<String> most(SortedMap<String, Long> failed) {
    return failed.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(REASONS)
        .map(reason -> reason.getKey() + " " + Runs.number(reason.getValue(), 0))
        .toList();
  }

  /** A sentence about documents that no model was asked for, if there are any. */
  static Optional<String> unreached(Manifest.Rephrase rephrase) {
    List<String> parts = new ArrayList<>();
    for (RephraseOutcome outcome :
        List.of(RephraseOutcome.NO_MODEL, RephraseOutcome.BUDGET, RephraseOutcome.OUT_OF_TIME)) {
      long count = rephrase.outcomes().getOrDefault(outcome.key(), 0L);
      if (count > 0) {
        parts.add(Runs.number(count, 0) + " because " + outcome.description());
      }
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "documents passed on without a rephrased text: " + String.join(", ", parts) + ".");
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
        passage.failures().stream().map(RephraseView::description).toList(),
        passage.detail(),
        passage.answer().isEmpty() ? List.of() : WordDiff.of(passage.source(), passage.answer()));
  }

  /** What was asked, answered, passed and refused, and what it cost, for people. */
  static List<String> sentences(Manifest.Rephrase rephrase) {
    SortedMap<String, Long> notAsked = new TreeMap<>(rephrase.failed());
    notAsked.keySet().retainAll(RephraseView.WITHOUT_ANSWER);
    SortedMap<String, Long> refused = new TreeMap<>(rephrase.failed());
    refused.keySet().removeAll(RephraseView.WITHOUT_ANSWER);
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
                : ", " + Runs.number(rephrase.retries(), 0) + " of them after a failed one")
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
            + Runs.number(rephrase.completionTokens(), 0)
            + " written by the model"
            + (rephrase.costMicros() == 0
                ? "; no price is set, or nothing was asked."
                : ", for "
                    + Runs.number(rephrase.costMicros() / MICROS, 6)
                    + " in the currency of the recipe's prices."));
    return said;
  }

  private static String because(String reason) {
    String description = RephraseView.description(reason);
    return description.equals(reason.replace('_', ' ')) ? "of " + description : description;
  }

  private static long sum(SortedMap<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String count(long count, String what) {
    return Runs.number(count, 0) + " " + what + (count == 1 ? "" : "s");
  }

  private static String reasons(SortedMap<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(each -> Runs.number(each.getValue(), 0) + " because " + because(each.getKey()))
        .collect(Collectors.joining("; "));
  }
}
