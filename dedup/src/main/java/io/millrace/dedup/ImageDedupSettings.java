package io.millrace.dedup;

import io.millrace.corpus.settings.Setting;
import java.util.List;

/** Settings of the stage {@code image-dedup}. */
public record ImageDedupSettings(
    @Setting(
            value =
                "Bits of the 64 of two perceptual hashes that may differ between images that look"
                    + " the same.",
            min = 0,
            max = 6)
        int distance,
    @Setting(
            value = "Images that a group of like hashes keeps to compare later ones with.",
            min = 1,
            max = 1024)
        int leaders,
    @Setting(
            value = "Pages that may show an image; one on more of them is a logo or a button.",
            min = 1)
        int maxPages,
    @Setting(
            "Files of perceptual hashes of evaluation images, one in hexadecimal digits a line;"
                + " what is like one of them is dropped.")
        List<String> evaluationHashes) {

  /** Largest {@link #distance}. */
  static final int MAX_DISTANCE = 6;

  public ImageDedupSettings {
    evaluationHashes = List.copyOf(evaluationHashes);
    check("distance", distance, 0, MAX_DISTANCE);
    check("leaders", leaders, 1, 1024);
    check("max_pages", maxPages, 1, Integer.MAX_VALUE);
  }

  public static ImageDedupSettings defaults() {
    return new ImageDedupSettings(4, 64, 20, List.of());
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + ", must be in " + min + ".." + max);
    }
  }
}
