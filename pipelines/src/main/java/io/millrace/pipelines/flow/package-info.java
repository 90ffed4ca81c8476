/**
 * The path of a record that batch runs and streams share: the chain on a worker, the comparison of
 * marks, and the writing of a shard, as Beam transforms.
 *
 * <p>Start with {@link io.millrace.pipelines.flow.RecordMill}, which takes a record through the
 * chain, and {@link io.millrace.pipelines.flow.ChainMill}, which sends the document to its shard
 * and the marks to their partitions. {@link io.millrace.pipelines.flow.FindDuplicates} compares
 * marks, {@link io.millrace.pipelines.flow.WriteShards} writes what met at a shard. {@link
 * io.millrace.pipelines.flow.MillPlan} is what travels to every worker.
 *
 * <p>Traps: nothing here may depend on the order of elements, on the number of workers, or on which
 * worker does what. A text crosses the network once.
 */
package io.millrace.pipelines.flow;
