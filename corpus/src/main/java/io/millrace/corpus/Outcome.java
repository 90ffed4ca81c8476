package io.millrace.corpus;

import java.util.Locale;

/** The four ends of a record; input = kept + dropped + failed + late. */
public enum Outcome {
  KEPT,
  DROPPED,
  FAILED,
  LATE;

  /** Name in metrics and verdicts. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
