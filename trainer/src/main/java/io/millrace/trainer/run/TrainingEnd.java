package io.millrace.trainer.run;

/** How a run ended. All write a checkpoint. */
public enum TrainingEnd {
  /** All steps were made. */
  FINISHED,
  /** The reader has no more batches. */
  OUT_OF_DATA,
  /** It was asked to stop. */
  STOPPED
}
