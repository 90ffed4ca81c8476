package io.millrace.trainer.optimise;

/** Names of the schedules. */
public enum ScheduleKind {
  WARM_UP_COSINE,
  RECIPROCAL_SQUARE_ROOT,
  STABLE_LM_2
}
