package io.millrace.trainer.optimise;

/** Shared parts of the schedules. */
final class SchedulePieces {

  private SchedulePieces() {}

  /** The warm-up: linear from 0 at step 0 to {@code end}. */
  static double rising(long step, long warmUp, double end) {
    return end * step / warmUp;
  }

  /** The cool-down: linear from {@code begin} to 0 at the last step, then 0. */
  static double falling(long step, long total, long coolDown, double begin) {
    return step >= total ? 0 : begin * (total - step) / coolDown;
  }

  static void check(double peak, double minimum, long warmUp, long coolDown, long total) {
    if (!(peak > 0) || !(minimum >= 0) || minimum > peak) {
      throw new IllegalArgumentException(
          "the peak is "
              + peak
              + " and the minimum "
              + minimum
              + "; the peak must be above 0, and the minimum from 0 to the peak");
    }
    if (warmUp < 0 || coolDown < 0 || total < 1 || warmUp + coolDown > total) {
      throw new IllegalArgumentException(
          "warm_up is "
              + warmUp
              + " and cool_down is "
              + coolDown
              + "; together they must be at most the "
              + total
              + " steps of the run");
    }
  }
}
