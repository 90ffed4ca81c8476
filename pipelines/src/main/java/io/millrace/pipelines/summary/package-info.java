/**
 * A run in numbers, for the manifest and the report.
 *
 * <p>Begin with {@link io.millrace.pipelines.summary.RunSummary}. Each shard collects a {@link
 * io.millrace.pipelines.summary.ShardSummary} by {@link
 * io.millrace.pipelines.summary.SummaryCollector}; the run merges them in the order of the shards.
 * {@link io.millrace.pipelines.summary.Distribution} is a digest of a signal in a language, {@link
 * io.millrace.pipelines.summary.NearMiss} a document dropped close to a limit.
 *
 * <p>Trap: merging follows the order of shards, never of time, so the report's bytes are the same
 * on any number of workers.
 */
package io.millrace.pipelines.summary;
