package io.millrace.filters.image;

import io.millrace.corpus.settings.PerLanguage;
import io.millrace.corpus.settings.Setting;

/**
 * Limits of the recipe's stage {@code image-filter}. Short side and aspect are those of DataComp's
 * basic filter (Gadre et al. 2023, appendix H). The last two are applied where pages are compared
 * and where text was read in the image.
 */
public record ImageFilterSettings(
    @Setting(value = "Fewest pixels of the short side, before resizing.", min = 0)
        PerLanguage minShortSide,
    @Setting(value = "Largest ratio of the long side to the short one.", min = 1)
        PerLanguage maxAspect,
    @Setting(
            value =
                "Least detail: how far brightness is in the mean from one colour or an even gradient,"
                    + " in levels of 0 to 255.",
            min = 0,
            max = 255)
        PerLanguage minDetail,
    @Setting(value = "Most pages that show the same image; logos and buttons are on more.", min = 1)
        PerLanguage maxPages,
    @Setting(value = "Largest share of the image that text covers.", min = 0, max = 1)
        PerLanguage maxTextCover) {

  public static ImageFilterSettings defaults() {
    return new ImageFilterSettings(
        PerLanguage.of(200),
        PerLanguage.of(3),
        PerLanguage.of(2),
        PerLanguage.of(10),
        PerLanguage.of(.5));
  }
}
