/**
 * The commands below {@code millrace rephrase}: trials of prompts, comparison pages, the forecast
 * of calls and cost, the cache and the budget. Begin with {@link
 * io.millrace.app.rephrase.RephraseCommand}.
 *
 * <p>A trial ({@code RephraseTrials}) asks a model about a few texts with the stage's own code,
 * cache and gates. {@code RephrasePlanCommand} asks no model: it samples the input and counts.
 * Trials share the cache with runs, so an answer is paid for once.
 *
 * <p>The stage itself is in the module rephrase; how a run reports on it is in {@code
 * io.millrace.app.run}. Trap: options with {@code required = true} on {@code RephraseCommand} would
 * be required of its subcommands too, so {@code RephraseTrialOptions} checks them itself.
 */
package io.millrace.app.rephrase;
