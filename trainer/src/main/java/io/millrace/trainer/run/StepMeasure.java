package io.millrace.trainer.run;

import java.util.SortedMap;

/** Measures a model during training; it must change neither the model nor any random state. */
@FunctionalInterface
public interface StepMeasure {

  /**
   * Measures after a step.
   *
   * @param step its number, from 1
   * @param steps steps of the whole run
   * @return numbers by name, for the step's line in {@code metrics.jsonl}; empty when this step has
   *     no measurement
   */
  SortedMap<String, Double> after(long step, long steps);
}
