package io.millrace.images.filter;

import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;

/**
 * Limits of the recipe's stage {@code image-filter}. Short side and aspect are those of DataComp's
 * basic filter (Gadre et al. 2023, appendix H).
 */
public record ImageFilterSettings(
    @Setting(value = "Fewest pixels of the short side, before resizing.", min = 0)
        PerLanguage minShortSide,
    @Setting(value = "Largest ratio of the long side to the short one.", min = 1)
        PerLanguage maxAspect,
    @Setting(
            value =
                "Least detail: how far brightness is in the mean from one colour or an even"
                    + " gradient, in levels of 0 to 255.",
            min = 0,
            max = 255)
        PerLanguage minDetail) {

  public static ImageFilterSettings defaults() {
    return new ImageFilterSettings(PerLanguage.of(200), PerLanguage.of(3), PerLanguage.of(2));
  }
}
