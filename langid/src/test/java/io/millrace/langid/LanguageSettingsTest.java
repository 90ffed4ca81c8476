package io.millrace.langid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanguageSettingsTest {

  @Test
  void defaultsKeepAllFromFineWebsThreshold() {
    LanguageSettings settings = LanguageSettings.defaults();
    assertThat(settings.model()).isEqualTo("lid.176");
    assertThat(settings.keep()).isEmpty();
    assertThat(settings.threshold().of("de")).isEqualTo(.65);
    assertThat(settings.scriptCheck()).isTrue();
    assertThat(settings.scriptShare()).isEqualTo(.9);
  }

  @Test
  void everyComponentIsDescribed() {
    assertThat(LanguageSettings.class.getRecordComponents())
        .allMatch(component -> !component.getAnnotation(Setting.class).value().isEmpty());
    assertThat(Arrays.stream(LanguageSettings.class.getRecordComponents())).hasSize(5);
  }

  @Test
  void rejectsValuesOutOfRange() {
    PerLanguage threshold = PerLanguage.of(.5);
    assertRefused("model is empty", "", List.of(), threshold, .9);
    assertRefused("keep has an empty language", "m", List.of("de", " "), threshold, .9);
    assertRefused("threshold is 1.5", "m", List.of(), PerLanguage.of(1.5), .9);
    assertRefused(
        "threshold.de is -0.1", "m", List.of(), PerLanguage.of(.5, Map.of("de", -.1)), .9);
    assertRefused("script_share is 0.4", "m", List.of(), threshold, .4);
    assertRefused("script_share is NaN", "m", List.of(), threshold, Double.NaN);
  }

  private static void assertRefused(
      String message, String model, List<String> keep, PerLanguage threshold, double share) {
    assertThatThrownBy(() -> new LanguageSettings(model, keep, threshold, true, share))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
