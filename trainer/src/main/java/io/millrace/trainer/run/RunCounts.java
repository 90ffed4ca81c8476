package io.millrace.trainer.run;

/**
 * What went wrong in a run so far.
 *
 * @param skipped steps that left the model as it was
 * @param rolledBack steps after which the model was put back to a checkpoint
 * @param spikes losses that jumped, whatever was done about them
 */
public record RunCounts(long skipped, long rolledBack, long spikes) {

  long mishaps() {
    return skipped + rolledBack;
  }
}
