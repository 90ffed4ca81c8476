package io.millrace.trainer.contrast;

import io.millrace.api.Setting;
import io.millrace.trainer.expert.EntropyRule;
import io.millrace.trainer.expert.ExpertSettings;
import io.millrace.trainer.expert.RouterKind;
import io.millrace.trainer.vision.PoolingKind;
import io.millrace.trainer.vision.PositionKind;
import io.millrace.trainer.vision.TowerSettings;
import io.millrace.trainer.vision.VisionSettings;

/** Shape and losses of a {@link OneTower}; LIMoE has the loss softmax. */
public record OneTowerSettings(
    @Setting("The blocks.") TowerSettings tower,
    @Setting(value = "Side of the images in pixels.", min = 1, max = 2048) int imageSize,
    @Setting(value = "Side of a patch in pixels; divides image_size.", min = 1, max = 2048)
        int patchSize,
    @Setting(value = "Longest text, in tokens.", min = 1, max = 65_536) int maximumLength,
    @Setting(value = "Dimensions of the shared space.", min = 1, max = 65_536) int dimensions,
    @Setting("Loss: sigmoid (SigLIP) or softmax (InfoNCE).") ContrastLoss loss,
    @Setting("Entropy losses of patches.") EntropyRule imageEntropy,
    @Setting("Entropy losses of tokens of texts.") EntropyRule textEntropy) {

  public OneTowerSettings {
    if (maximumLength < 1 || dimensions < 1) {
      throw new IllegalArgumentException("maximum_length and dimensions must be at least 1");
    }
    if (patchSize < 1 || imageSize % patchSize != 0) {
      throw new IllegalArgumentException(
          "patch_size is " + patchSize + "; it must divide image_size, " + imageSize);
    }
  }

  /** LIMoE's routing: prioritised token choice, with entropy losses. */
  public static OneTowerSettings defaults() {
    ExpertSettings experts =
        new ExpertSettings(RouterKind.TOKEN_CHOICE, 8, 2, 1, 1.05, true, 1, .005, .005, 1);
    return new OneTowerSettings(
        TowerSettings.defaults().with(experts),
        64,
        8,
        64,
        192,
        ContrastLoss.SOFTMAX,
        new EntropyRule(0, .04, 4),
        new EntropyRule(.04, .04, 2));
  }

  VisionSettings patches() {
    return new VisionSettings(
        tower, imageSize, patchSize, PositionKind.LEARNED, PoolingKind.MEAN, 0, 1);
  }
}
