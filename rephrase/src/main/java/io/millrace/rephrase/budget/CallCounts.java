package io.millrace.rephrase.budget;

/**
 * What asking models came to in one process. Sums over processes by {@link #plus}.
 *
 * @param calls requests sent to servers, retries included
 * @param retries of these, those that repeat a failed one
 * @param answers completions that were generated
 * @param cached requests answered by the cache
 * @param shared requests answered by another's call in flight
 * @param refused requests without an answer
 * @param promptTokens as servers counted them
 * @param completionTokens as servers counted them
 * @param picos cost of these
 * @param assumedTokens most that calls may have used whose count never came
 * @param assumedPicos most that these may have cost
 */
public record CallCounts(
    long calls,
    long retries,
    long answers,
    long cached,
    long shared,
    long refused,
    long promptTokens,
    long completionTokens,
    long picos,
    long assumedTokens,
    long assumedPicos) {

  /** Nothing at all. */
  public static final CallCounts NONE = new CallCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Cost that the servers' counts come to, in millionths, a begun one in full. */
  public long micros() {
    return Price.microsOf(picos);
  }

  public CallCounts plus(CallCounts other) {
    return new CallCounts(
        calls + other.calls,
        retries + other.retries,
        answers + other.answers,
        cached + other.cached,
        shared + other.shared,
        refused + other.refused,
        promptTokens + other.promptTokens,
        completionTokens + other.completionTokens,
        picos + other.picos,
        assumedTokens + other.assumedTokens,
        assumedPicos + other.assumedPicos);
  }
}
