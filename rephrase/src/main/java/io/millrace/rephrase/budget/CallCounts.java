package io.millrace.rephrase.budget;

/**
 * Counts of the calls to models in one process; {@link #plus} adds those of several processes.
 *
 * @param calls requests sent to servers, retries included
 * @param retries of these, those after a failure
 * @param answers completions that were generated
 * @param cached requests answered by the cache
 * @param shared requests answered by an equal request in flight
 * @param refused requests without an answer
 * @param promptTokens counted by servers
 * @param completionTokens counted by servers
 * @param picos cost of these
 * @param assumedTokens most that calls without a count may have used
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

  /** No calls. */
  public static final CallCounts NONE = new CallCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Cost by the counts of servers, in micros, rounded up. */
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
