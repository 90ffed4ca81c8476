package io.millrace.trainer.ablate;

import io.millrace.trainer.evaluate.Interval;

/**
 * The difference of two trainings by a measure, second minus first.
 *
 * @param estimate mean over seeds
 * @param interval 95 %; both ends NaN when there are too few documents
 * @param seeds pairs of runs
 * @param documents documents or questions
 */
public record Difference(double estimate, Interval interval, int seeds, int documents) {

  /** Whether the interval leaves out 0. */
  public boolean tells() {
    return interval.low() > 0 || interval.high() < 0;
  }
}
