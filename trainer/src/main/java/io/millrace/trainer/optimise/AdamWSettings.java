package io.millrace.trainer.optimise;

import io.millrace.api.Setting;

/**
 * Settings of {@link AdamW}; the defaults are Stable LM 2's (Bellagente et al. 2024, section 3). A
 * step subtracts weight decay times learning rate from a matrix.
 */
public record AdamWSettings(
    @Setting(value = "Decay of the running mean of gradients.", min = 0, max = 1) double beta1,
    @Setting(value = "Decay of the running mean of squared gradients.", min = 0, max = 1)
        double beta2,
    @Setting(value = "Added to the root of the mean square.", min = 0) double epsilon,
    @Setting(
            value = "Decoupled weight decay; holds for matrices, not for biases and normalisation.",
            min = 0)
        double weightDecay,
    @Setting(
            value = "Largest norm of all gradients together; longer ones are scaled down.",
            min = 0)
        double clip) {

  public AdamWSettings {
    if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1)) {
      throw new IllegalArgumentException(
          "beta1 is " + beta1 + " and beta2 is " + beta2 + "; each must be 0 to less than 1");
    }
    if (!(clip > 0)) {
      throw new IllegalArgumentException("clip is " + clip + "; it must be more than 0");
    }
    if (!(epsilon > 0) || !(weightDecay >= 0)) {
      throw new IllegalArgumentException(
          "epsilon is "
              + epsilon
              + " and weight_decay is "
              + weightDecay
              + "; they must be above 0 and at least 0");
    }
  }

  public static AdamWSettings defaults() {
    return new AdamWSettings(.9, .95, 1e-8, .1, 1);
  }
}
