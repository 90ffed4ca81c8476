package io.millrace.api;

/**
 * A limit on one signal: the document is dropped for the reason when the signal is on the wrong
 * side. Rules are applied after all signals of a stage are known, in order; the first that is
 * broken decides.
 *
 * @param signal name of the signal
 * @param side which side of the limit is kept
 * @param limit the limit by language
 */
public record Rule(Reason reason, String signal, Side side, PerLanguage limit) {

  /** Which values a rule lets pass; the limit itself always passes. */
  public enum Side {
    AT_LEAST,
    AT_MOST
  }

  public static Rule atLeast(Reason reason, String signal, PerLanguage limit) {
    return new Rule(reason, signal, Side.AT_LEAST, limit);
  }

  public static Rule atMost(Reason reason, String signal, PerLanguage limit) {
    return new Rule(reason, signal, Side.AT_MOST, limit);
  }

  /** True when the value breaks the rule. An absent signal (NaN) breaks none. */
  public boolean isBrokenBy(double value, String language) {
    double threshold = limit.of(language);
    return side == Side.AT_LEAST ? value < threshold : value > threshold;
  }
}
