/**
 * Batch runs over files. A run lists its files, cuts them into splits, takes each record through
 * the chain while it is read, groups documents and duplicate marks by shard, and writes shards,
 * manifest and reports.
 *
 * <p>Start with {@link io.millrace.pipelines.batch.MillRun}: its {@code build} has the path of a
 * record in order. {@link io.millrace.pipelines.batch.SplitMill} is the work on one split and needs
 * no Beam. {@link io.millrace.pipelines.batch.FetchMill} fetches the images of one partition of
 * hosts. {@link io.millrace.pipelines.batch.RunEnd} writes manifest, reports and {@code _SUCCESS}.
 *
 * <p>Traps: Flink writes every output of a step to disk, so a step must have no output that nothing
 * reads. Images are fetched in a separate step, after a group by host, and only in a batch run.
 */
package io.millrace.pipelines.batch;
