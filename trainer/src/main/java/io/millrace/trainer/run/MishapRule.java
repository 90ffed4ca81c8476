package io.millrace.trainer.run;

/** Reaction of a run to a step with a bad loss or gradient. */
public enum MishapRule {
  /** Takes the step and counts it. */
  KEEP,
  /** Does not change the model and continues with the next data. */
  SKIP,
  /** Restores model and optimiser from the last checkpoint and continues with the next data. */
  ROLL_BACK,
  /** Ends the run. */
  FAIL
}
