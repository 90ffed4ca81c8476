package io.millrace.trainer.expert;

import io.millrace.api.Setting;

/**
 * LIMoE's losses for the tokens of one modality (Mustafa et al. 2022, section 3). The local loss is
 * the mean entropy of a token's gates: small when tokens clearly prefer an expert. The global loss
 * is how far the entropy of the mean gates is below log(experts): 0 when about that many experts
 * serve the modality.
 */
public record EntropyRule(
    @Setting(value = "Weight of the local loss: sure choices.", min = 0) double localWeight,
    @Setting(value = "Weight of the global loss: several experts.", min = 0) double globalWeight,
    @Setting(value = "Experts that the modality should have at least.", min = 1) double experts) {

  public EntropyRule {
    if (!(localWeight >= 0) || !(globalWeight >= 0) || !(experts >= 1)) {
      throw new IllegalArgumentException(
          "local_weight and global_weight must be at least 0, experts at least 1");
    }
  }

  public static EntropyRule defaults() {
    return new EntropyRule(.04, .04, 2);
  }

  /** The smallest entropy without global loss, in nats. */
  public double leastEntropy() {
    return Math.log(experts);
  }
}
