package io.millrace.trainer.optimise;

import io.millrace.api.Setting;

/** Settings of a {@link Schedule}. */
public record ScheduleSettings(
    @Setting("Shape: warm-up-cosine, reciprocal-square-root or stable-lm-2.") ScheduleKind kind,
    @Setting(value = "Largest learning rate.", min = 0) double learningRate,
    @Setting(
            value =
                "Least learning rate as a share of the largest; reciprocal-square-root has none.",
            min = 0,
            max = 1)
        double minimumShare,
    @Setting(value = "Steps in which the rate rises from 0.", min = 0) long warmUp,
    @Setting(value = "Last steps in which the rate falls to 0; warm-up-cosine has none.", min = 0)
        long coolDown) {

  public ScheduleSettings {
    if (!(learningRate > 0)) {
      throw new IllegalArgumentException(
          "learning_rate is " + learningRate + "; it must be more than 0");
    }
  }

  public static ScheduleSettings defaults() {
    return new ScheduleSettings(ScheduleKind.STABLE_LM_2, 1e-3, .1, 100, 100);
  }

  /**
   * The schedule of a run.
   *
   * @throws IllegalArgumentException if warm-up and cool-down do not fit into the steps
   */
  public Schedule schedule(long steps) {
    double minimum = minimumShare * learningRate;
    return switch (kind) {
      case WARM_UP_COSINE -> new Schedule.WarmUpCosine(learningRate, minimum, warmUp, steps);
      case RECIPROCAL_SQUARE_ROOT ->
          new Schedule.ReciprocalSquareRoot(learningRate, warmUp, coolDown, steps);
      case STABLE_LM_2 -> new Schedule.StableLm2(learningRate, minimum, warmUp, coolDown, steps);
    };
  }
}
