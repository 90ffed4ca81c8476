/**
 * Takes documents out of finished outputs: the command {@code takedown}.
 *
 * <p>Begin with {@link io.millrace.pipelines.takedown.Takedown}, which goes through the outputs and
 * windows below an address, and {@link io.millrace.pipelines.takedown.OutputTakedown}, which writes
 * one output anew without what {@link io.millrace.pipelines.takedown.Selection} chose. {@link
 * io.millrace.pipelines.takedown.StagedFiles} keeps the new files until all are whole; {@link
 * io.millrace.pipelines.takedown.Tombstone} is a line of {@code tombstones.jsonl}: what was removed
 * and why.
 *
 * <p>Traps: rephrasings, images and copies among the rejects go with a document. A takedown that is
 * killed is finished by running it again.
 */
package io.millrace.pipelines.takedown;
