package io.millrace.rephrase.document;

import io.millrace.rephrase.gate.GateResult;
import io.millrace.rephrase.generate.Completion;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Result of one passage.
 *
 * @param number of the passage in the document, from 0
 * @param source text of the passage
 * @param raw unchanged answer of the model; "" without one
 * @param text of the passage in the rephrased document; "" when the passage failed
 * @param answered whether there is an answer, new or cached
 * @param cached whether all answers were cached
 * @param failures why the answer is not used, the first decides: keys of gates ({@code
 *     numbers_lost}), of refused calls ({@code timeout}), {@code passage_too_short}, {@code
 *     over_max_passages}, {@code answer_too_short}, {@code answer_too_long}; empty when it is used
 * @param detail explains the first failure in a few words, or ""
 * @param limits thresholds of gates that the answer broke, in the order of the gates
 * @param signals of the gates, by name; empty without an answer
 * @param answers number of answers checked; this is the one that passed, else the one with the
 *     fewest failures
 * @param promptTokens counted by the server, of all answers and of the verification, cached ones
 *     included
 * @param completionTokens likewise
 * @param picos cost in this run, in millionths of a millionth of the currency's unit
 */
public record PassageResult(
    int number,
    String source,
    String raw,
    String text,
    boolean answered,
    boolean cached,
    List<String> failures,
    String detail,
    List<GateResult.Failure> limits,
    SortedMap<String, Double> signals,
    int answers,
    int promptTokens,
    int completionTokens,
    long picos) {

  public PassageResult {
    failures = List.copyOf(failures);
    limits = List.copyOf(limits);
    signals = Collections.unmodifiableSortedMap(new TreeMap<>(signals));
  }

  public boolean passed() {
    return failures.isEmpty();
  }

  /** The first failure, or "". */
  public String reason() {
    return failures.isEmpty() ? "" : failures.get(0);
  }

  /** A passage without an answer. */
  static PassageResult without(int number, String source, String reason, String detail) {
    return new PassageResult(
        number,
        source,
        "",
        "",
        false,
        false,
        List.of(reason),
        detail,
        List.of(),
        Collections.emptySortedMap(),
        0,
        0,
        0,
        0);
  }

  /** Adds the tokens and the cost of another completion for the passage. */
  PassageResult with(Completion completion, boolean known, long cost) {
    return copy(
        failures,
        detail,
        limits,
        signals,
        answers,
        cached && known,
        sum(promptTokens, completion.promptTokens()),
        sum(completionTokens, completion.completionTokens()),
        picos + cost);
  }

  PassageResult withSignals(SortedMap<String, Double> all) {
    return copy(
        failures, detail, limits, all, answers, cached, promptTokens, completionTokens, picos);
  }

  /** Fails for a reason without a threshold. */
  PassageResult failing(String reason, String why) {
    return copy(
        List.of(reason),
        why,
        limits,
        signals,
        answers,
        cached,
        promptTokens,
        completionTokens,
        picos);
  }

  /** Fails by a threshold. */
  PassageResult failing(GateResult.Failure failure) {
    return copy(
        List.of(failure.reason().key()),
        failure.signal() + " is " + failure.value() + ", limit " + failure.threshold(),
        List.of(failure),
        signals,
        answers,
        cached,
        promptTokens,
        completionTokens,
        picos);
  }

  /**
   * The better of this and a later answer, with the tokens and the cost of both: the one that
   * passed, else the one with fewer failures, else this one. A result without an answer is ignored.
   */
  PassageResult or(PassageResult later) {
    if (!later.answered()) {
      return this;
    }
    PassageResult better = later.failures().size() < failures.size() ? later : this;
    return better.copy(
        better.failures,
        better.detail,
        better.limits,
        better.signals,
        answers + later.answers,
        cached && later.cached,
        sum(promptTokens, later.promptTokens),
        sum(completionTokens, later.completionTokens),
        picos + later.picos);
  }

  /** Adds without overflow: an imported cache may claim any number of tokens. */
  private static int sum(int a, int b) {
    return (int) Math.min(Integer.MAX_VALUE, (long) a + b);
  }

  private PassageResult copy(
      List<String> newFailures,
      String newDetail,
      List<GateResult.Failure> newLimits,
      SortedMap<String, Double> newSignals,
      int newAnswers,
      boolean newCached,
      int newPromptTokens,
      int newCompletionTokens,
      long newPicos) {
    return new PassageResult(
        number,
        source,
        raw,
        newFailures.isEmpty() ? text : "",
        answered,
        newCached,
        newFailures,
        newDetail,
        newLimits,
        newSignals,
        newAnswers,
        newPromptTokens,
        newCompletionTokens,
        newPicos);
  }
}
