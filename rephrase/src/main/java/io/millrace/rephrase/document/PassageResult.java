package io.millrace.rephrase.document;

import io.millrace.rephrase.gate.GateResult;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of one passage.
 *
 * @param number of the passage in the document, from 0
 * @param source text of the passage
 * @param raw the model's answer exactly as it came; "" when there is none
 * @param text what stands for the passage in the rephrased text; "" when nothing does
 * @param answered whether a model answered, now or before
 * @param cached whether the answer was known before
 * @param failures why the answer is not used, the first decides: keys of gates ({@code
 *     numbers_lost}), of refused calls ({@code timeout}), {@code passage_too_short}, {@code
 *     over_max_passages}, {@code answer_too_short}, {@code answer_too_long}; empty when it is used
 * @param detail a few words for people to the first failure, or ""
 * @param limits thresholds of gates that the answer did not keep to, in the order of the gates
 * @param signals of the gates, by name; empty when there is no answer
 * @param promptTokens as the server counted them, also of an answer that was known
 * @param completionTokens as the server counted them
 * @param picos what the answer cost now, in millionths of a millionth of the currency's unit
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
        0);
  }
}
