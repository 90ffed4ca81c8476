package io.millrace.pipelines.recipe;

/** How far the signals of a dropped document go. */
public enum VerdictSignals {
  /** Stages after the one that dropped it measure it too. */
  ALL,
  /** Later stages do not see it. */
  UNTIL_DROP
}
