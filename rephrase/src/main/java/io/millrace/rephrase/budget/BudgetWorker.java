package io.millrace.rephrase.budget;

/**
 * A worker with calls in flight.
 *
 * @param name process and machine
 * @param silentMillis time since the last heartbeat
 * @param calls number of open calls
 * @param tokens most that these may use
 * @param picos most that these may cost
 */
public record BudgetWorker(String name, long silentMillis, long calls, long tokens, long picos) {}
