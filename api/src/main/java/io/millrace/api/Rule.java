package io.millrace.api;

/**
 * A limit on one signal. A document whose signal is on the wrong side of the limit is dropped for
 * the reason. Rules are applied in order, after all signals of the stage are known; the first
 * broken rule decides.
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
