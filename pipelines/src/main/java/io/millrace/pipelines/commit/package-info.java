/**
 * What a finished run or window says about itself: the manifest, the reports, and the mark {@code
 * _SUCCESS}.
 *
 * <p>Start with {@link io.millrace.pipelines.commit.Manifests}, which makes a manifest from the
 * sums of the shards, and {@link io.millrace.pipelines.commit.WindowCommit}, which commits a
 * window.
 *
 * <p>Traps: a commit can be repeated after a restart, and must give the same bytes. The manifest of
 * a window says nothing of where its records came from, so that a stream and a batch run agree.
 */
package io.millrace.pipelines.commit;
