package io.millrace.rephrase.document;

/**
 * That a document is to be rephrased.
 *
 * @param propensity probability with which the policy makes this choice for such a document, above
 *     0, at most 1: what off-policy estimates divide by
 */
public record Choice(String style, String model, double propensity) {

  public Choice {
    if (!(propensity > 0 && propensity <= 1)) {
      throw new IllegalArgumentException("propensity is " + propensity + ", not in (0, 1]");
    }
  }
}
