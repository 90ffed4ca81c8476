/**
 * Calls to models with hard limits of cost. Begin with {@link
 * io.millrace.rephrase.budget.MeteredGenerator}: it looks up a request in the cache, reserves room
 * in the {@link io.millrace.rephrase.budget.Budget} for the largest possible answer, asks the
 * model, and books what the server counted. {@link io.millrace.rephrase.budget.CallOutcome} is the
 * result.
 *
 * <p>Runs on several machines share a budget in a database; {@link
 * io.millrace.rephrase.budget.BudgetStore} inspects and corrects it, and {@link
 * io.millrace.rephrase.budget.Ledger} has the SQL. The reservation of a call that fails without a
 * count of tokens counts as spent if the server may have charged it; {@code millrace rephrase
 * budget release} frees it. Money is counted in whole numbers, so sums do not depend on their
 * order.
 */
package io.millrace.rephrase.budget;
