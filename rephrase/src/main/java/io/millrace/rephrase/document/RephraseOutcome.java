package io.millrace.rephrase.document;

import java.util.Locale;

/** Result of rephrasing a document. Files and reports have its key. */
public enum RephraseOutcome {
  REPHRASED("there is a rephrased text"),
  NO_MODEL("no model could be reached"),
  BUDGET("the budget had no room for a passage"),
  OUT_OF_TIME("the time limit was reached"),
  TOO_SHORT("the document has too few tokens for the style"),
  ALL_FAILED("no passage has a good answer"),
  TOO_FEW_PASSED("too few of the passages have a good answer"),
  TOO_LITTLE_TEXT("the answers together have too few tokens for the style");

  private final String description;

  RephraseOutcome(String description) {
    this.description = description;
  }

  /** Name in metrics, reports and files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String description() {
    return description;
  }
}
