package io.millrace.trainer.run;

import java.nio.file.Path;

/** Is told how a run goes, on the run's own thread. */
public interface TrainingListener {

  /**
   * A run begins, or goes on.
   *
   * @param step steps made before
   * @param steps of the whole run
   */
  default void begin(long step, long steps) {}

  /** A step was made. */
  void step(StepReport report);

  /** A checkpoint was written. */
  default void checkpoint(Path folder) {}

  /** Listens to nothing. */
  static TrainingListener none() {
    return report -> {};
  }
}
