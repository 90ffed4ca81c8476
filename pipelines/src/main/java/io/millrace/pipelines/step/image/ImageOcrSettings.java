package io.millrace.pipelines.step.image;

import io.millrace.api.Setting;
import io.millrace.connectors.ocr.OcrSettings;
import java.util.Objects;

/** Settings of the stage {@code image-ocr}. */
public record ImageOcrSettings(
    @Setting(
            value =
                "Largest share of an image that text may cover; 1 keeps images with"
                    + " only text.",
            min = 0,
            max = 1)
        double maxCoverage,
    @Setting("How the text is read.") OcrSettings tesseract) {

  public ImageOcrSettings {
    Objects.requireNonNull(tesseract, "tesseract");
    if (!(maxCoverage >= 0 && maxCoverage <= 1)) {
      throw new IllegalArgumentException("max_coverage is " + maxCoverage + ", must be in 0..1");
    }
  }

  /** Drops images with more than half of their area covered by text: these are pages. */
  public static ImageOcrSettings defaults() {
    return new ImageOcrSettings(.5, OcrSettings.defaults());
  }
}
