package io.millrace.trainer.contrast;

import io.millrace.api.Setting;
import io.millrace.trainer.vision.VisionSettings;

/** Shape and loss of a {@link DualEncoder}. */
public record DualEncoderSettings(
    @Setting("The encoder of images.") VisionSettings image,
    @Setting("The encoder of texts.") TextSettings text,
    @Setting(value = "Dimensions of the shared space.", min = 1, max = 65_536) int dimensions,
    @Setting("Loss: sigmoid (SigLIP) or softmax (InfoNCE).") ContrastLoss loss) {

  public DualEncoderSettings {
    if (dimensions < 1) {
      throw new IllegalArgumentException("dimensions must be at least 1");
    }
  }

  public static DualEncoderSettings defaults() {
    return new DualEncoderSettings(
        VisionSettings.defaults(), TextSettings.defaults(), 192, ContrastLoss.SIGMOID);
  }
}
