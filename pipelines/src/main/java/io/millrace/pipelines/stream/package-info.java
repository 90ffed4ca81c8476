/**
 * The streaming service. Records of a topic go through the same chain as those of a run. What a
 * worker makes of a bundle is written to a file of segments; the engine moves and checkpoints only
 * the names of segments. A window closes once, its shards are written by {@code flow.WriteShards},
 * it is committed by {@code commit.CommitWindows}, and is then published to topics.
 *
 * <p>Start with {@link io.millrace.pipelines.stream.MillService}, whose {@code build} names the
 * steps in order.
 *
 * <p>Traps: the names of steps are keys of the state in a savepoint, so they do not change. {@link
 * io.millrace.pipelines.stream.CloseWindows} alone decides whether a record is late; every step
 * after it must not drop anything. A restart can repeat any step, and must write the same bytes.
 */
package io.millrace.pipelines.stream;
