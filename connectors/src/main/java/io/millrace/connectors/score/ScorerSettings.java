package io.millrace.connectors.score;

import io.millrace.api.Setting;
import java.util.List;

/** A dual encoder in ONNX files, and what it wants to be given. */
public record ScorerSettings(
    @Setting("ONNX file that makes embeddings of images, or of both images and texts.")
        String imageModel,
    @Setting("ONNX file that makes embeddings of texts; empty when the other does both.")
        String textModel,
    @Setting("The model's tokenizer.json.") String tokenizer,
    @Setting(value = "Side in pixels of the images that the model takes.", min = 1, max = 2048)
        int imageSize,
    @Setting(
            "How an image becomes a square: crop scales its short side and cuts out the middle"
                + " (CLIP), squash scales both sides (SigLIP).")
        Fit fit,
    @Setting("Mean of red, green and blue in 0..1, which is taken off.") List<Double> mean,
    @Setting("Deviation of red, green and blue, by which is divided.") List<Double> std,
    @Setting(
            value = "Tokens of a text; longer ones are cut, the end token kept.",
            min = 1,
            max = 4096)
        int maxTokens,
    @Setting(
            value = "Token that fills shorter texts up; -1 to leave them as they are.",
            min = -1,
            max = 10_000_000)
        int padToken,
    @Setting("Whether texts are given in lower case.") boolean lowerCase) {

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
    check("image_size", imageSize, 1, 2048);
    check("max_tokens", maxTokens, 1, 4096);
    check("pad_token", padToken, -1, 10_000_000);
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + ", must be in " + least + ".." + most);
    }
  }

  /** What the models of CLIP (Radford et al. 2021, section 2.5 and code) take; without files. */
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

  /** The same for other files. */
  public ScorerSettings withFiles(String newImageModel, String newTextModel, String newTokenizer) {
    return new ScorerSettings(
        newImageModel,
        newTextModel,
        newTokenizer,
        imageSize,
        fit,
        mean,
        std,
        maxTokens,
        padToken,
        lowerCase);
  }
}
