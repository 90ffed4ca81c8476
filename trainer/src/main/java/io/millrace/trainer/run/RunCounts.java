package io.millrace.trainer.run;

/**
 * Mishaps of a run so far.
 *
 * @param skipped steps that did not change the model
 * @param rolledBack steps after which the model was restored from a checkpoint
 * @param spikes losses that jumped, whatever the reaction
 */
public record RunCounts(long skipped, long rolledBack, long spikes) {}
