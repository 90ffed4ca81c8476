package io.millrace.corpus;

import java.util.Locale;

/** The four outcomes of a record; input = kept + dropped + failed + late. */
public enum Outcome {
  KEPT,
  DROPPED,
  FAILED,
  LATE;

  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
