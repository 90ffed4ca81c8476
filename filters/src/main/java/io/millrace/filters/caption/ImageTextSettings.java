package io.millrace.filters.caption;

import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;
import java.util.Map;

/**
 * Settings of the recipe's stage {@code image-text}. Words and characters are those of DataComp's
 * basic filter: more than two words and more than five characters (Gadre et al. 2023, appendix H).
 * Chinese, Japanese and Korean need fewer characters for the same content.
 */
public record ImageTextSettings(
    @Setting("Whether captions are cleaned: white space, left-over markup, addresses, extensions.")
        boolean clean,
    @Setting("Whether beginnings such as 'Image of' and 'Foto:' are cut off.") boolean cutPrefixes,
    @Setting(value = "Fewest words of a caption.", min = 0) PerLanguage minWords,
    @Setting(value = "Fewest characters of a caption.", min = 0) PerLanguage minCharacters,
    @Setting(value = "Most characters of a caption.", min = 1) PerLanguage maxCharacters,
    @Setting(
            value = "Most short items between commas and the like; more are search words.",
            min = 1)
        PerLanguage maxListItems) {

  public static ImageTextSettings defaults() {
    return new ImageTextSettings(
        true,
        true,
        PerLanguage.of(3, Map.of("zh", 2.0, "ja", 2.0, "yue", 2.0, "wuu", 2.0, "ko", 2.0)),
        PerLanguage.of(6, Map.of("zh", 4.0, "ja", 4.0, "yue", 4.0, "wuu", 4.0, "ko", 4.0)),
        PerLanguage.of(1000),
        PerLanguage.of(7));
  }
}
