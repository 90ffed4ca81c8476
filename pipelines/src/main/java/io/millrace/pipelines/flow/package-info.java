/**
 * What batch runs and streams share: the chain on a worker, the comparison of marks, and the
 * writing of shards.
 *
 * <p>Start with {@link io.millrace.pipelines.flow.RecordMill}, which takes a record through the
 * chain, and {@link io.millrace.pipelines.flow.ChainMill}, which sends the document to its shard
 * and the marks to their partitions. {@link io.millrace.pipelines.flow.FindDuplicates} compares
 * marks, {@link io.millrace.pipelines.flow.WriteShards} writes shards. {@link
 * io.millrace.pipelines.flow.MillPlan} is what every worker gets. {@link
 * io.millrace.pipelines.flow.CheckedChain} finds missing models before a run starts.
 *
 * <p>Traps: no output may depend on the order of elements, on the number of workers, or on which
 * worker gets a record. A text crosses the network once.
 */
package io.millrace.pipelines.flow;
