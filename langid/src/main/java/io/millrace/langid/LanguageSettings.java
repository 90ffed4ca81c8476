package io.millrace.langid;

import io.millrace.api.Names;
import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;
import java.util.List;

/**
 * Settings of the stage {@code langid}.
 *
 * <p>The default threshold is that of FineWeb (Penedo et al., 2024), which keeps English from .65
 * on. Here it applies to every language for which the recipe sets none.
 */
public record LanguageSettings(
    @Setting(
            "Name of a model of `millrace models`, or the path of a model of fastText (.bin or .ftz) or of OpenNLP")
        String model,
    @Setting(
            value = "Languages to keep, as the model names them; empty keeps all",
            names = Names.LANGUAGES)
        List<String> keep,
    @Setting(value = "Lowest score of the language that is kept, by language", min = 0, max = 1)
        PerLanguage threshold,
    @Setting("Whether a text is dropped when its letters contradict its language")
        boolean scriptCheck,
    @Setting(
            value = "Share of the letters one script must have to contradict the language",
            min = 0.5,
            max = 1)
        double scriptShare) {

  private static final double FINEWEB_THRESHOLD = .65;
  private static final double DEFAULT_SCRIPT_SHARE = .9;

  public LanguageSettings {
    keep = List.copyOf(keep);
    if (model.isBlank()) {
      throw new IllegalArgumentException("model is empty, must be a model's name or path");
    }
    if (keep.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("keep has an empty language");
    }
    checkThreshold("threshold", threshold.byDefault());
    threshold.languages().forEach((code, value) -> checkThreshold("threshold." + code, value));
    if (!(scriptShare >= .5 && scriptShare <= 1)) {
      throw new IllegalArgumentException(
          "script_share is " + scriptShare + ", must be between 0.5 and 1");
    }
  }

  private static void checkThreshold(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is " + value + ", must be between 0 and 1");
    }
  }

  public static LanguageSettings defaults() {
    return new LanguageSettings(
        "lid.176", List.of(), PerLanguage.of(FINEWEB_THRESHOLD), true, DEFAULT_SCRIPT_SHARE);
  }
}
