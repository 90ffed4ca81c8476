package io.millrace.trainer.vision;

import io.millrace.api.Setting;
import io.millrace.trainer.expert.ExpertSettings;

/**
 * Shape of an encoder's {@link Tower}.
 *
 * @param deviation standard deviation of the first weights; divided by sqrt(2 layers) for weights
 *     that write to the residual stream
 */
public record TowerSettings(
    @Setting(value = "Size of a token's vector.", min = 4, max = 65_536) int width,
    @Setting(value = "Number of blocks.", min = 1, max = 512) int layers,
    @Setting(value = "Heads of attention; they divide width.", min = 1, max = 1024) int heads,
    @Setting(value = "Size of the MLP's hidden layer.", min = 1, max = 262_144) int hidden,
    @Setting(value = "Added to the variance in layer normalisation.", min = 0) double normEpsilon,
    @Setting(value = "Standard deviation of the first weights.", min = 0) double deviation,
    @Setting("Experts in the place of some blocks' MLP.") ExpertSettings experts) {

  public TowerSettings {
    if (width < 4 || heads < 1 || layers < 1 || hidden < 1) {
      throw new IllegalArgumentException(
          "width must be at least 4; layers, heads and hidden at least 1");
    }
    if (width % heads != 0) {
      throw new IllegalArgumentException("heads is " + heads + "; it must divide width, " + width);
    }
  }

  public static TowerSettings defaults() {
    return new TowerSettings(192, 6, 3, 768, 1e-6, .02, ExpertSettings.defaults());
  }

  /** The same with experts. */
  public TowerSettings with(ExpertSettings changed) {
    return new TowerSettings(width, layers, heads, hidden, normEpsilon, deviation, changed);
  }
}
