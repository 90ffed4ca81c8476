package io.millrace.trainer.ablate;

/**
 * A line of an ablation's result.
 *
 * @param measure which
 * @param group which documents
 * @param first mean of the first training over its seeds
 * @param second likewise
 * @param difference second minus first
 */
public record Row(
    Measure measure, String group, double first, double second, Difference difference) {

  /** What is measured. */
  public enum Measure {
    /** Bits for a byte of text; less is better. */
    BITS_PER_BYTE,
    /** Share of questions answered correctly; more is better. */
    CLOZE_ACCURACY
  }

  /** What can be said. */
  public enum Verdict {
    FIRST_IS_BETTER,
    SECOND_IS_BETTER,
    CANNOT_TELL
  }

  /** What can be said; nothing when the interval holds 0. */
  public Verdict verdict() {
    if (!difference.tells()) {
      return Verdict.CANNOT_TELL;
    }
    boolean more = difference.estimate() > 0;
    return more == (measure == Measure.CLOZE_ACCURACY)
        ? Verdict.SECOND_IS_BETTER
        : Verdict.FIRST_IS_BETTER;
  }
}
