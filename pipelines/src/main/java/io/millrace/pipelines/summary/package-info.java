/**
 * The numbers of a run, for the manifest and the report.
 *
 * <p>Start with {@link io.millrace.pipelines.summary.RunSummary}. A {@link
 * io.millrace.pipelines.summary.SummaryCollector} makes the {@link
 * io.millrace.pipelines.summary.ShardSummary} of each shard; the run merges them in the order of
 * the shards. {@link io.millrace.pipelines.summary.Distribution} is a digest of a signal in a
 * language, {@link io.millrace.pipelines.summary.NearMiss} a document dropped close to a limit.
 *
 * <p>Trap: merge in the order of shards, never of time, so that the report has the same bytes with
 * any number of workers.
 */
package io.millrace.pipelines.summary;
