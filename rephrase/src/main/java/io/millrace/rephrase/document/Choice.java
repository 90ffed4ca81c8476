package io.millrace.rephrase.document;

/**
 * Decision to rephrase a document.
 *
 * @param propensity probability of this choice for such a document, above 0, at most 1; the divisor
 *     of off-policy estimates
 * @param band group of documents, by language and quality, for which the policy has the same
 *     choices
 */
public record Choice(String style, String model, double propensity, String band) {

  /** Band of documents without a special rule. */
  public static final String DEFAULT_BAND = "default";

  public Choice {
    if (!(propensity > 0 && propensity <= 1)) {
      throw new IllegalArgumentException(
          "propensity is " + propensity + ", must be above 0 and at most 1");
    }
  }

  /** A choice in the default band. */
  public Choice(String style, String model, double propensity) {
    this(style, model, propensity, DEFAULT_BAND);
  }
}
