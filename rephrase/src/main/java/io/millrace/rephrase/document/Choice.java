package io.millrace.rephrase.document;

/**
 * That a document is to be rephrased.
 *
 * @param propensity probability with which the policy makes this choice for such a document, above
 *     0, at most 1: what off-policy estimates divide by
 * @param band name of the kind of documents, by language and quality, that the policy took this one
 *     for; it chooses alike for all of a kind and a language
 */
public record Choice(String style, String model, double propensity, String band) {

  /** Band of documents that no rule of a policy is for. */
  public static final String DEFAULT_BAND = "default";

  public Choice {
    if (!(propensity > 0 && propensity <= 1)) {
      throw new IllegalArgumentException("propensity is " + propensity + ", not in (0, 1]");
    }
  }

  /** A choice for a document of no special kind. */
  public Choice(String style, String model, double propensity) {
    this(style, model, propensity, DEFAULT_BAND);
  }
}
