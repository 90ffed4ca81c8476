package io.millrace.trainer.run;

import java.util.Collections;
import java.util.SortedMap;

/** Measures a model while it is trained; it must change neither the model nor any random state. */
@FunctionalInterface
public interface StepMeasure {

  /**
   * What is measured after a step.
   *
   * @param step its number, from 1
   * @param steps of the whole run
   * @return numbers by name, for the step's line in {@code metrics.jsonl}; empty when the step is
   *     not one to measure after
   */
  SortedMap<String, Double> after(long step, long steps);

  /** Measures nothing. */
  static StepMeasure none() {
    return (step, steps) -> Collections.emptySortedMap();
  }
}
