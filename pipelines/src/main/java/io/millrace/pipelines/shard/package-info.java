/**
 * Makes one shard from its items. Needs no Beam.
 *
 * <p>Start with {@link io.millrace.pipelines.shard.ShardMill}, called by {@code flow.WriteShards}.
 * It sorts the items ({@link io.millrace.pipelines.shard.ExternalSorter}), decides on each document
 * ({@link io.millrace.pipelines.shard.ShardDecider}: verdict of the chain, marks of duplicates,
 * mix), rephrases the kept ones ({@link io.millrace.pipelines.shard.ShardRephrasing}) and writes
 * shards, rejects, verdicts and choices ({@link io.millrace.pipelines.shard.ShardFiles}). {@link
 * io.millrace.pipelines.shard.ShardPlan} has its settings.
 *
 * <p>Traps: the files must depend only on the items, not on their order. Files have temporary names
 * until the shard is complete ({@link io.millrace.pipelines.shard.PendingFiles}).
 */
package io.millrace.pipelines.shard;
