package io.millrace.trainer.ablate;

/**
 * A row of an ablation's result.
 *
 * @param group name of the group of documents
 * @param first mean of the first training over its seeds
 * @param second mean of the second training over its seeds
 * @param difference second minus first
 */
public record Row(
    Measure measure, String group, double first, double second, Difference difference) {

  /** What is measured. */
  public enum Measure {
    /** Bits per byte of text; less is better. */
    BITS_PER_BYTE,
    /** Share of questions answered correctly; more is better. */
    CLOZE_ACCURACY
  }

  /** The conclusion. */
  public enum Verdict {
    FIRST_IS_BETTER,
    SECOND_IS_BETTER,
    CANNOT_TELL
  }

  /** The conclusion; {@link Verdict#CANNOT_TELL} when the interval contains 0. */
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
