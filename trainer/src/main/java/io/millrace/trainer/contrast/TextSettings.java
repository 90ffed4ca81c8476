package io.millrace.trainer.contrast;

import io.millrace.api.Setting;
import io.millrace.trainer.vision.TowerSettings;

/**
 * Shape of a {@link TextEncoder}. Longer texts are truncated. The vector of a causal encoder is
 * that of the last token, else the mean of all tokens.
 */
public record TextSettings(
    @Setting("The blocks.") TowerSettings tower,
    @Setting(value = "Longest text, in tokens.", min = 1, max = 65_536) int maximumLength,
    @Setting("Whether a token sees only earlier ones.") boolean causal) {

  public TextSettings {
    if (maximumLength < 1) {
      throw new IllegalArgumentException("maximum_length must be at least 1");
    }
    if (causal) {
      tower.experts().checkCausal();
    }
  }

  public static TextSettings defaults() {
    return new TextSettings(TowerSettings.defaults(), 64, false);
  }
}
