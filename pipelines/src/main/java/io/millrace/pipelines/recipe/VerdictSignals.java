package io.millrace.pipelines.recipe;

/** Which stages measure a dropped document. */
public enum VerdictSignals {
  /** Also the stages after the one that dropped it. */
  ALL,
  /** Only the stages up to the one that dropped it. */
  UNTIL_DROP
}
