package io.millrace.trainer.model;

import io.millrace.api.Setting;
import io.millrace.trainer.expert.ExpertSettings;
import io.millrace.trainer.expert.RouterKind;

/**
 * Shape of a {@link Decoder}. The defaults are a model of width 256 and 6 layers that trains on two
 * cores; its proportions are those of Stable LM 2 (Bellagente et al. 2024, section 2).
 *
 * @param deviation standard deviation of the first weights; divided by sqrt(2 layers) for weights
 *     that write to the residual stream, as in GPT-2
 */
public record DecoderSettings(
    @Setting(value = "Size of a token's vector.", min = 8, max = 65_536) int width,
    @Setting(value = "Number of blocks.", min = 1, max = 512) int layers,
    @Setting(value = "Heads of attention; they divide width.", min = 1, max = 1024) int heads,
    @Setting(value = "Size of the MLP's hidden layer.", min = 1, max = 262_144) int hidden,
    @Setting(value = "Longest sequence, in tokens.", min = 1, max = 1_048_576) int maximumLength,
    @Setting(value = "Share of a head's dimensions that are rotated.", min = 0, max = 1)
        double rotaryShare,
    @Setting(value = "Base of the rotation's wavelengths.", min = 1) double rotaryBase,
    @Setting("Whether queries, keys and values have biases.") boolean attentionBias,
    @Setting(value = "Added to the variance in layer normalisation.", min = 0) double normEpsilon,
    @Setting(value = "Standard deviation of the first weights.", min = 0) double deviation,
    @Setting("Experts in the place of some blocks' MLP.") ExpertSettings experts) {

  public DecoderSettings {
    if (width < 1 || heads < 1 || layers < 1 || hidden < 1 || maximumLength < 1) {
      throw new IllegalArgumentException(
          "width, layers, heads, hidden and maximum_length must be at least 1");
    }
    if (width % heads != 0) {
      throw new IllegalArgumentException("heads is " + heads + "; it must divide width, " + width);
    }
    int rotary = (int) (width / heads * rotaryShare);
    if (rotary % 2 != 0 || rotary < 2) {
      throw new IllegalArgumentException(
          "rotary_share is "
              + rotaryShare
              + ", which is "
              + rotary
              + " of a head's "
              + width / heads
              + " dimensions; it must be an even number of them, at least 2");
    }
    experts.checkCausal();
    if (experts.every() > layers && experts.router() != RouterKind.NONE) {
      throw new IllegalArgumentException(
          "experts.every is "
              + experts.every()
              + " of "
              + layers
              + " layers: no block has experts");
    }
  }

  /** A decoder without experts. */
  public DecoderSettings(
      int width,
      int layers,
      int heads,
      int hidden,
      int maximumLength,
      double rotaryShare,
      double rotaryBase,
      boolean attentionBias,
      double normEpsilon,
      double deviation) {
    this(
        width,
        layers,
        heads,
        hidden,
        maximumLength,
        rotaryShare,
        rotaryBase,
        attentionBias,
        normEpsilon,
        deviation,
        ExpertSettings.defaults());
  }

  /** The same with experts. */
  public DecoderSettings with(ExpertSettings changed) {
    return new DecoderSettings(
        width,
        layers,
        heads,
        hidden,
        maximumLength,
        rotaryShare,
        rotaryBase,
        attentionBias,
        normEpsilon,
        deviation,
        changed);
  }

  public static DecoderSettings defaults() {
    return new DecoderSettings(256, 6, 4, 704, 2048, .25, 10_000, true, 1e-5, .02);
  }

  /** Dimensions of a head that are rotated; even. */
  public int rotaryDimensions() {
    return (int) (width / heads * rotaryShare);
  }

  /** Number of parameters with a vocabulary of this size. */
  public long parameters(int vocabulary) {
    long attention = 4L * width * width + (attentionBias ? 3L * width : 0);
    long mlp = 3L * width * hidden;
    long block = attention + mlp + 4L * width;
    long mixture = (experts.count() - 1) * mlp + (long) experts.count() * width;
    return 2L * vocabulary * width + layers * block + experts.among(layers) * mixture + 2L * width;
  }
}
