package io.millrace.images.hash;

import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;
import java.util.List;
import java.util.Objects;

/** Settings of the recipe's stage {@code image-dedup}. */
public record ImageDedupSettings(
    @Setting("Whether near duplicates are dropped, not only images with equal bytes.") boolean near,
    @Setting(
            value =
                "Most of 64 bits in which the frequency hashes (pHash) of near duplicates"
                    + " differ.",
            min = 0,
            max = MAX_DISTANCE)
        int distance,
    @Setting(
            value =
                "Most of 64 bits in which their gradient hashes (dHash) differ; 64 ignores"
                    + " these hashes.",
            min = 0,
            max = 64)
        int gradientDistance,
    @Setting(
            value =
                "Least contrast of images that are compared, in levels of brightness; images"
                    + " with less are duplicates only if their bytes are equal.",
            min = 0,
            max = 255)
        double minContrast,
    @Setting(
            value = "Most images per group of equal bands with which later images are compared.",
            min = 1,
            max = 1024)
        int leaders,
    @Setting(
            value = "Most pages with the same image; an image on more pages is a logo or a button.",
            min = 1)
        int maxPages,
    @Setting(
            value =
                "Most images with the same caption, by language of the caption; later ones are"
                    + " dropped.",
            min = 1,
            max = MAX_SAME_CAPTION)
        PerLanguage maxSameCaption,
    @Setting("Files with the frequency hashes (pHash) of the images of evaluation sets.")
        List<String> evaluationHashes,
    @Setting(
            value =
                "Most of 64 bits in which an image differs from a matching image of an"
                    + " evaluation set.",
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
