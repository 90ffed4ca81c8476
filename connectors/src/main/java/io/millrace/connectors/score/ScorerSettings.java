package io.millrace.connectors.score;

import io.millrace.api.Setting;
import java.util.List;

/** A dual encoder in ONNX files and its input format. */
public record ScorerSettings(
    @Setting("ONNX file that makes embeddings of images, or of both images and texts.")
        String imageModel,
    @Setting("ONNX file that makes embeddings of texts; empty when image_model makes both.")
        String textModel,
    @Setting("The model's tokenizer.json.") String tokenizer,
    @Setting(value = "Side in pixels of the images that the model takes.", min = 1, max = 2048)
        int imageSize,
    @Setting(
            "How an image becomes a square: crop scales the short side and crops the centre"
                + " (CLIP), squash scales both sides (SigLIP).")
        Fit fit,
    @Setting("Mean of red, green and blue in 0..1, which is subtracted.") List<Double> mean,
    @Setting("Standard deviation of red, green and blue, the divisor.") List<Double> std,
    @Setting(
            value = "Tokens of a text; longer ones are cut, the end token kept.",
            min = 1,
            max = 4096)
        int maxTokens,
    @Setting(
            value = "Token that pads shorter texts; -1 for no padding.",
            min = -1,
            max = 10_000_000)
        int padToken,
    @Setting("Whether texts are converted to lower case.") boolean lowerCase) {

  /** How an image becomes a square. */
  public enum Fit {
    CROP,
    SQUASH
  }

  private static final int CHANNELS = 3;

  public ScorerSettings {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != CHANNELS || std.size() != CHANNELS) {
      throw new IllegalArgumentException("mean and std must have three numbers each");
    }
    for (double each : std) {
      if (!(each > 0)) {
        throw new IllegalArgumentException("std has " + each + ", must be above 0");
      }
    }
  }

  /** The input format of CLIP (Radford et al. 2021, section 2.5 and code); without files. */
  public static ScorerSettings defaults() {
    return new ScorerSettings(
        "",
        "",
        "",
        224,
        Fit.CROP,
        List.of(0.48145466, 0.4578275, 0.40821073),
        List.of(0.26862954, 0.26130258, 0.27577711),
        77,
        49407,
        false);
  }
}
