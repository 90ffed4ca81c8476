package io.millrace.images.hash;

import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;
import java.util.List;
import java.util.Objects;

/** Settings of the recipe's stage {@code image-dedup}. */
public record ImageDedupSettings(
    @Setting("Whether images that look like an earlier one are dropped, and not only equal bytes.")
        boolean near,
    @Setting(
            value =
                "Bits of 64 in which the hashes by frequency (pHash) of like images may differ.",
            min = 0,
            max = MAX_DISTANCE)
        int distance,
    @Setting(
            value =
                "Bits of 64 in which their hashes by gradient (dHash) may differ; 64 leaves them"
                    + " out.",
            min = 0,
            max = 64)
        int gradientDistance,
    @Setting(
            value =
                "Least contrast of images that are compared, in levels of brightness; flatter ones"
                    + " are equal only when their bytes are.",
            min = 0,
            max = 255)
        double minContrast,
    @Setting(
            value = "Images that a group of equal bands keeps to compare later ones with.",
            min = 1,
            max = 1024)
        int leaders,
    @Setting(
            value = "Pages that may show an image; one on more of them is a logo or a button.",
            min = 1)
        int maxPages,
    @Setting(
            value =
                "Images that may have the same caption, by its language; later ones are dropped.",
            min = 1,
            max = MAX_SAME_CAPTION)
        PerLanguage maxSameCaption,
    @Setting("Files with the hashes by frequency of images that evaluation sets have.")
        List<String> evaluationHashes,
    @Setting(
            value = "Bits of 64 in which an image may differ from one of an evaluation set.",
            min = 0,
            max = HammingIndex.MAX_DISTANCE)
        int evaluationDistance) {

  private static final int MAX_SAME_CAPTION = 1_000_000;

  /**
   * Largest distance of near duplicates; the keys of {@code HammingBands} in dedup allow no more.
   */
  private static final int MAX_DISTANCE = 8;

  public ImageDedupSettings {
    Objects.requireNonNull(maxSameCaption, "maxSameCaption");
    evaluationHashes = List.copyOf(evaluationHashes);
    check("distance", distance, MAX_DISTANCE);
    check("gradient_distance", gradientDistance, 64);
    check("evaluation_distance", evaluationDistance, HammingIndex.MAX_DISTANCE);
    if (!(minContrast >= 0 && minContrast <= 255)) {
      throw new IllegalArgumentException("min_contrast is " + minContrast + ", must be in 0..255");
    }
    if (maxPages < 1) {
      throw new IllegalArgumentException("max_pages is " + maxPages + ", must be at least 1");
    }
    if (leaders < 1 || leaders > 1024) {
      throw new IllegalArgumentException("leaders is " + leaders + ", must be in 1..1024");
    }
  }

  /** Ten images per caption: ALIGN dropped captions of more (Jia et al. 2021, section 3). */
  public static ImageDedupSettings defaults() {
    return new ImageDedupSettings(true, 4, 12, 2, 32, 20, PerLanguage.of(10), List.of(), 4);
  }

  private static void check(String name, int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(name + " is " + value + ", must be in 0.." + max);
    }
  }
}
