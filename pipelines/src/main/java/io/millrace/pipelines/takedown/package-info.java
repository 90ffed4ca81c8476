/**
 * Removes documents from finished outputs: the command {@code takedown}.
 *
 * <p>Start with {@link io.millrace.pipelines.takedown.Takedown}, which goes through all outputs and
 * windows, and {@link io.millrace.pipelines.takedown.OutputTakedown}, which rewrites one output
 * without the records that {@link io.millrace.pipelines.takedown.Selection} selected. {@link
 * io.millrace.pipelines.takedown.StagedFiles} holds the new files until all are complete; {@link
 * io.millrace.pipelines.takedown.Tombstone} is a line of {@code tombstones.jsonl}, with the id and
 * the reason.
 *
 * <p>Traps: rephrasings, captions and copies among the rejects are removed with a document. The
 * next takedown completes one that was killed, so every step must be repeatable.
 */
package io.millrace.pipelines.takedown;
