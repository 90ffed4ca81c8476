/**
 * The commands {@code run} and {@code calibrate}, and what every command with a pipeline uses:
 * options of input, output and engine, progress, the summary at the end and the report. Begin with
 * {@link io.millrace.app.run.Runs}.
 *
 * <p>{@code Endings} prints the summary at the end, {@code RunProgress} the progress line. {@link
 * io.millrace.app.run.Reports} makes {@code report.html} and {@code report.json} from the summaries
 * of the shards. {@link io.millrace.app.run.RephraseServers} tries the API key of each server
 * before any work.
 *
 * <p>Traps: {@code Reports.OfWindow} is serialised into jobs of a cluster, so its fields must be
 * serialisable. The command deletes the temporary folder of its {@code EngineSettings}, also after
 * an error.
 */
package io.millrace.app.run;
