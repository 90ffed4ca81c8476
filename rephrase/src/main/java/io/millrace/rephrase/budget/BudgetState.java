package io.millrace.rephrase.budget;

/**
 * State of a budget. Three amounts count as spent: those that servers counted, those that servers
 * may have charged without a count (including reservations of dead workers), and reservations of
 * calls in flight.
 *
 * @param maxTokens limit in tokens
 * @param maxPicos limit in money
 * @param promptTokens counted by servers
 * @param completionTokens counted by servers
 * @param picos cost of these
 * @param assumedTokens most that calls without a count may have used
 * @param assumedPicos most that these may have cost
 * @param reservedTokens most that open calls may use
 * @param reservedPicos most that open calls may cost
 * @param reservations number of open calls
 */
public record BudgetState(
    long maxTokens,
    long maxPicos,
    long promptTokens,
    long completionTokens,
    long picos,
    long assumedTokens,
    long assumedPicos,
    long reservedTokens,
    long reservedPicos,
    long reservations) {

  /** Tokens left to spend, 0 or more. */
  public long leftTokens() {
    return Math.max(0, maxTokens - spentTokens());
  }

  /** Picos left to spend, 0 or more. */
  public long leftPicos() {
    return Math.max(0, maxPicos - spentPicos());
  }

  /** Tokens that count against the limit. */
  public long spentTokens() {
    return Ledger.sum(
        Ledger.sum(promptTokens, completionTokens), Ledger.sum(assumedTokens, reservedTokens));
  }

  /** Picos that count against the limit. */
  public long spentPicos() {
    return Ledger.sum(Ledger.sum(picos, assumedPicos), reservedPicos);
  }
}
