package io.millrace.rephrase.budget;

/**
 * Where a budget stands. Everything counts as spent: what servers counted, what they may have
 * charged without saying (among it what dead workers had reserved), and what is reserved for calls
 * in flight.
 *
 * @param maxTokens limit in tokens
 * @param maxPicos limit in money
 * @param promptTokens as the servers counted them
 * @param completionTokens as the servers counted them
 * @param picos cost of these
 * @param assumedTokens most that calls may have used whose count never came
 * @param assumedPicos most that these may have cost
 * @param reservedTokens most that open calls may use
 * @param reservedPicos most that open calls may cost
 * @param reservations how many calls are open
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

  /** Tokens that may still be spent; 0 or more. */
  public long leftTokens() {
    return Math.max(0, maxTokens - spentTokens());
  }

  /** Picos that may still be spent; 0 or more. */
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
