package io.millrace.trainer.optimise;

/** The schedules by name. */
public enum ScheduleKind {
  WARM_UP_COSINE,
  RECIPROCAL_SQUARE_ROOT,
  STABLE_LM_2
}
