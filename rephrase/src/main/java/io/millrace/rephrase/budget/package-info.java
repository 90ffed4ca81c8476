/**
 * What a model may cost, what it did cost, and the one way to ask it.
 *
 * <p>Begin with {@link io.millrace.rephrase.budget.MeteredGenerator}: it looks a request up in the
 * cache, reserves room in the {@link io.millrace.rephrase.budget.Budget} for the largest possible
 * answer, asks the model, and books what the server counted. {@link
 * io.millrace.rephrase.budget.CallOutcome} says which of these happened.
 *
 * <p>Runs on several machines share a budget through a {@link
 * io.millrace.rephrase.budget.BudgetStore} in a database. The reservation of a call that breaks
 * counts as spent, since the server may have charged it; {@code millrace rephrase budget release}
 * gives it back. Money is counted in whole numbers, so that sums do not depend on their order.
 */
package io.millrace.rephrase.budget;
