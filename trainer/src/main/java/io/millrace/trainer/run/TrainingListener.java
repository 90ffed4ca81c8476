package io.millrace.trainer.run;

import java.nio.file.Path;

/** Gets the events of a run, on the run's own thread. */
public interface TrainingListener {

  /**
   * A run begins or continues.
   *
   * @param step steps made before
   * @param steps steps of the whole run
   */
  default void begin(long step, long steps) {}

  /** A step was made. */
  void step(StepReport report);

  /** A checkpoint was written. */
  default void checkpoint(Path folder) {}
}
