package io.millrace.rephrase.budget;

/**
 * A worker with calls in flight.
 *
 * @param name process and machine, for people
 * @param silentMillis since it was heard of last
 * @param calls that it has open
 * @param tokens most that these may use
 * @param picos most that these may cost
 */
public record BudgetWorker(String name, long silentMillis, long calls, long tokens, long picos) {}
