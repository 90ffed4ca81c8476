package io.millrace.pipelines.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;
import io.millrace.corpus.config.ConfigException;
import io.millrace.corpus.config.SettingsBinder;
import io.millrace.corpus.config.Yaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsBinderTest {

  private static Samples.Quality quality(String yaml) {
    return SettingsBinder.bind(Samples.Quality.class, "stage 'q'", Yaml.parse(yaml, "r.yaml"));
  }

  private static Samples.Langid langid(String yaml) {
    return SettingsBinder.bind(Samples.Langid.class, "stage 'l'", Yaml.parse(yaml, "r.yaml"));
  }

  @Test
  void missingSettingsHaveDefaults() {
    assertThat(quality("")).isEqualTo(Samples.Quality.defaults());
    assertThat(quality("{}")).isEqualTo(Samples.Quality.defaults());
    assertThat(quality("words:")).isEqualTo(Samples.Quality.defaults());
  }

  @Test
  void bindsEveryKind() {
    Samples.Quality bound =
        quality(
            """
            words: {min: 3}
            symbol_ratio: .5
            max_bytes: 0x100000000
            max_lines: -4
            mode: mask-all
            label: "5"
            stop_words: {de: der die, no: og}
            weights: {books: 2, web: .5}
            ranges:
              - {min: 1, max: 2}
              - max: 70
            """);
    assertThat(bound.words()).isEqualTo(new Samples.Words(3, 100_000));
    assertThat(bound.symbolRatio()).isEqualTo(.5);
    assertThat(bound.maxBytes()).isEqualTo(1L << 32);
    assertThat(bound.maxLines()).isEqualTo(-4);
    assertThat(bound.mode()).isEqualTo(Samples.Mode.MASK_ALL);
    assertThat(bound.label()).isEqualTo("5");
    assertThat(bound.stopWords()).isEqualTo(Map.of("de", "der die", "no", "og"));
    assertThat(bound.weights()).isEqualTo(Map.of("books", 2.0, "web", .5));
    assertThat(bound.ranges()).containsExactly(new Samples.Words(1, 2), new Samples.Words(50, 70));
  }

  @Test
  void perLanguageWithoutDefaultKeepsTheOtherDefaults() {
    assertThat(langid("threshold: {fr: 0.5}").threshold())
        .isEqualTo(PerLanguage.of(.65, Map.of("de", .7, "fr", .5)));
    assertThat(langid("threshold: {default: 0.1, fr: 0.5}").threshold())
        .isEqualTo(PerLanguage.of(.1, Map.of("fr", .5)));
    assertThat(langid("threshold: 1").threshold()).isEqualTo(PerLanguage.of(1));
  }

  @Test
  void collectsAllErrorsInOrder() {
    assertThatThrownBy(() -> quality("symbol_ratio: 2\nmax_lines: 11\nwords: {max: 0, min: x}\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            """
            r.yaml:1:15: 'symbol_ratio' is 2; it must be between 0 and 1
            r.yaml:2:12: 'max_lines' is 11; it must be at most 10
            r.yaml:3:14: 'words.max' is 0; it must be between 1 and 1000000
            r.yaml:3:22: 'words.min' is 'x'; it must be a whole number\
            """);
  }

  /** A component without its annotation. */
  public record Bare(@Setting("One.") int one, int two) {
    public static Bare defaults() {
      return new Bare(1, 2);
    }
  }

  /** A type that recipes cannot express. */
  public record Odd(@Setting("One.") Map<Integer, List<Object>> one) {
    public static Odd defaults() {
      return new Odd(Map.of());
    }
  }

  @Test
  void reportsAClassThatIsNoSettingsRecord() {
    Yaml nothing = Yaml.parse("", "r.yaml");
    assertThatThrownBy(() -> SettingsBinder.bind(Bare.class, "x", nothing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two has no @Setting");
    assertThatThrownBy(() -> SettingsBinder.bind(Odd.class, "x", nothing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a recipe cannot set a");
  }
}
