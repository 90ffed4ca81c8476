package io.millrace.trainer.optimise;

/**
 * The learning rate of each step. Steps count from 1. All schedules begin with a linear warm-up
 * from 0.
 */
public sealed interface Schedule {

  /**
   * @param step from 1
   * @return the learning rate, at least 0
   */
  double at(long step);

  /**
   * Half a cosine from the peak to the minimum (Loshchilov and Hutter 2017); then the minimum.
   *
   * @param peak rate at the end of the warm-up
   * @param minimum rate at the last step
   * @param warmUp steps of the warm-up
   * @param total steps of the run
   */
  record WarmUpCosine(double peak, double minimum, long warmUp, long total) implements Schedule {

    public WarmUpCosine {
      SchedulePieces.check(peak, minimum, warmUp, 0, total);
    }

    @Override
    public double at(long step) {
      if (step < warmUp) {
        return SchedulePieces.rising(step, warmUp, peak);
      }
      if (step >= total) {
        return minimum;
      }
      double share = (double) (step - warmUp) / (total - warmUp);
      return minimum + (peak - minimum) / 2 * (1 + StrictMath.cos(Math.PI * share));
    }
  }

  /**
   * peak * sqrt(warmUp / step) after the warm-up (Vaswani et al. 2017), and a linear cool-down to 0
   * (Zhai et al. 2022), so that one run can be cooled down at several lengths.
   *
   * @param peak rate at the end of the warm-up
   * @param warmUp steps of the warm-up, which also sets how fast the rate falls; at least 1
   * @param coolDown steps of the cool-down
   * @param total steps of the run
   */
  record ReciprocalSquareRoot(double peak, long warmUp, long coolDown, long total)
      implements Schedule {

    public ReciprocalSquareRoot {
      SchedulePieces.check(peak, 0, warmUp, coolDown, total);
      if (warmUp < 1) {
        throw new IllegalArgumentException("warm_up is 0; reciprocal-square-root needs at least 1");
      }
    }

    @Override
    public double at(long step) {
      long cool = total - coolDown;
      return step > cool ? SchedulePieces.falling(step, total, coolDown, curve(cool)) : curve(step);
    }

    private double curve(long step) {
      return step < warmUp
          ? SchedulePieces.rising(step, warmUp, peak)
          : peak * Math.sqrt((double) warmUp / step);
    }
  }

  /**
   * Stable LM 2's schedule (Bellagente et al. 2024, section 3): a cosine of period N until N/4,
   * then alpha / sqrt(step + beta) with the same value and slope at N/4, then a linear cool-down to
   * 0.
   *
   * <p>At N/4 the cosine has the value (peak + minimum) / 2 and the slope -pi (peak - minimum) / N;
   * the other has the slope -value / (2 (step + beta)). So N/4 + beta = N (peak + minimum) / (4 pi
   * (peak - minimum)), and alpha = value sqrt(N/4 + beta).
   *
   * @param peak value of the cosine at step 0; the warm-up ends on the cosine, a little below it
   * @param minimum value that the cosine would reach at N/2; less than the peak
   * @param warmUp steps of the warm-up, at most a quarter of the total
   * @param coolDown steps of the cool-down, at most three quarters of the total
   * @param total N, steps of the run
   */
  record StableLm2(double peak, double minimum, long warmUp, long coolDown, long total)
      implements Schedule {

    public StableLm2 {
      SchedulePieces.check(peak, minimum, warmUp, coolDown, total);
      if (!(minimum < peak)) {
        throw new IllegalArgumentException(
            "the minimum is " + minimum + "; it must be less than the peak, " + peak);
      }
      if (4 * warmUp > total || 4 * (total - coolDown) < total) {
        throw new IllegalArgumentException(
            "warm_up is "
                + warmUp
                + " and cool_down is "
                + coolDown
                + " of "
                + total
                + " steps; they must be at most a quarter and three quarters of them");
      }
    }

    @Override
    public double at(long step) {
      if (step < warmUp) {
        return SchedulePieces.rising(step, warmUp, curve(warmUp));
      }
      long cool = total - coolDown;
      return step > cool ? SchedulePieces.falling(step, total, coolDown, curve(cool)) : curve(step);
    }

    /** The rate without warm-up and cool-down. */
    double curve(double step) {
      double quarter = total / 4.0;
      if (step <= quarter) {
        return minimum + (peak - minimum) / 2 * (1 + StrictMath.cos(2 * Math.PI * step / total));
      }
      double joined = total * (peak + minimum) / (4 * Math.PI * (peak - minimum));
      double beta = joined - quarter;
      double alpha = (peak + minimum) / 2 * Math.sqrt(joined);
      return alpha / Math.sqrt(step + beta);
    }
  }
}
