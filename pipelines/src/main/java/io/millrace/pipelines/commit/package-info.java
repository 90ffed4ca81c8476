/**
 * The end of a run or window: the manifest, the reports, and the file {@code _SUCCESS}.
 *
 * <p>Start with {@link io.millrace.pipelines.commit.Manifests}, which makes a manifest from the
 * summaries of the shards, and {@link io.millrace.pipelines.commit.WindowCommit}, which commits a
 * window. A window has the shards, rejects and verdicts that {@code shard.ShardFiles} writes, and
 * the manifest, the reports and {@code _SUCCESS} of this package; {@code stream.WriteLate} writes
 * the late records beside it.
 *
 * <p>Traps: a commit can be repeated after a restart and must write the same bytes. The manifest of
 * a window does not name the source of its records, so that a stream and a batch run agree.
 */
package io.millrace.pipelines.commit;
