package io.millrace.trainer.run;

import io.millrace.api.Setting;

/**
 * Which steps are mishaps, and the reaction to them.
 *
 * @param notFinite rule for a loss or gradient that is not finite; not {@code keep}
 * @param window number of previous losses to compare with; earlier losses are never spikes
 */
public record MishapSettings(
    @Setting("For a loss or gradient that is no finite number: skip, roll-back or fail.")
        MishapRule notFinite,
    @Setting("For a loss that jumps: keep (and count), skip, roll-back or fail.") MishapRule spike,
    @Setting(value = "A loss above this times the mean of the last ones is a spike.", min = 1)
        double spikeFactor,
    @Setting(value = "How many last losses a new one is compared with.", min = 1, max = 10_000)
        int window,
    @Setting(value = "Mishaps that a run survives; one more ends it.", min = 0) int allowed) {

  public MishapSettings {
    if (notFinite == MishapRule.KEEP) {
      throw new IllegalArgumentException(
          "not_finite is keep; such a step destroys the model: choose skip, roll-back or fail");
    }
    if (!(spikeFactor >= 1) || window < 1 || allowed < 0) {
      throw new IllegalArgumentException(
          "spike_factor, window and allowed must be at least 1, 1 and 0");
    }
  }

  public static MishapSettings defaults() {
    return new MishapSettings(MishapRule.SKIP, MishapRule.KEEP, 1.5, 50, 20);
  }
}
