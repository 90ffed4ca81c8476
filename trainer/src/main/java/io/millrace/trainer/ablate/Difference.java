package io.millrace.trainer.ablate;

import io.millrace.trainer.evaluate.Interval;

/**
 * The difference of two trainings in a measure, second minus first.
 *
 * @param estimate mean over seeds
 * @param interval 95 % interval; both ends are NaN when there are too few documents
 * @param seeds number of pairs of runs
 * @param documents number of documents or questions
 */
public record Difference(double estimate, Interval interval, int seeds, int documents) {

  /** Whether the interval does not contain 0. */
  public boolean tells() {
    return interval.low() > 0 || interval.high() < 0;
  }
}
