package io.millrace.trainer.optimise;

/** What the schedules share. */
final class SchedulePieces {

  private SchedulePieces() {}

  /** Linear from 0 at step 0 to a rate at the end of the warm-up. */
  static double rising(long step, long warmUp, double end) {
    return end * step / warmUp;
  }

  /** Linear from the rate where the cool-down begins to 0 at the last step, and 0 after it. */
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
              + "; they must be more than 0, and from 0 to the peak");
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
