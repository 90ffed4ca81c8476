package io.millrace.trainer.run;

/** What a run does about a step whose loss or gradient is not what it should be. */
public enum MishapRule {
  /** Takes the step all the same, and counts it. */
  KEEP,
  /** Leaves the model as it is and goes on with the next data. */
  SKIP,
  /**
   * Puts the model and the optimiser back to the last checkpoint and goes on with the next data.
   */
  ROLL_BACK,
  /** Ends the run. */
  FAIL
}
