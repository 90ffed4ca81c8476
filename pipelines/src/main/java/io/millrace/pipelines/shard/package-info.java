/**
 * Makes one shard of what met there, without Beam.
 *
 * <p>Begin with {@link io.millrace.pipelines.shard.ShardMill}, called by {@code flow.WriteShards}.
 * It sorts the items ({@link io.millrace.pipelines.shard.ExternalSorter}), decides what becomes of
 * each document ({@link io.millrace.pipelines.shard.ShardDecider}: verdict of the chain, marks of
 * duplicates, mix), rephrases what is kept ({@link io.millrace.pipelines.shard.ShardRephrasing})
 * and writes shards, rejects, verdicts and choices ({@link
 * io.millrace.pipelines.shard.ShardFiles}). {@link io.millrace.pipelines.shard.ShardPlan} is what
 * it has to know.
 *
 * <p>Traps: the result depends on the items alone, not on their order. Files have temporary names
 * until the shard is whole ({@link io.millrace.pipelines.shard.PendingFiles}).
 */
package io.millrace.pipelines.shard;
