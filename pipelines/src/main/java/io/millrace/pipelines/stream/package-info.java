/**
 * The streaming service. Records of a topic go through the same chain as those of a batch run. A
 * worker writes the results of a bundle to a file of segments; the engine moves and checkpoints
 * only the names of segments. A window closes once; then {@code flow.WriteShards} writes its
 * shards, {@code commit.CommitWindows} commits it, and {@code PublishWindows} publishes it to
 * topics.
 *
 * <p>Start with {@link io.millrace.pipelines.stream.MillService}, whose {@code build} has the path
 * of a record in order.
 *
 * <p>Traps: names of steps are keys of the state in a savepoint and must not change. Only {@link
 * io.millrace.pipelines.stream.CloseWindows} decides whether a record is late; a later step must
 * not drop anything. A restart can repeat any step, which must then write the same bytes.
 */
package io.millrace.pipelines.stream;
