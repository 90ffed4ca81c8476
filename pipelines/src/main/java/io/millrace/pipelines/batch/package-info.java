/**
 * Runs over files. A run finds its files, cuts them into splits, takes each record through the
 * chain while it is read, brings documents and marks together at their shard, and writes shards,
 * manifest and reports.
 *
 * <p>Start with {@link io.millrace.pipelines.batch.MillRun}: it checks the request, builds the
 * pipeline and finishes the output. {@link io.millrace.pipelines.batch.SplitMill} is what a worker
 * does with one split; it needs no Beam.
 *
 * <p>Traps: Flink writes every output of a step to disk once, so a step has no output that nothing
 * reads. Images are fetched in a step of their own, after a group by host, and only in a batch run.
 */
package io.millrace.pipelines.batch;
