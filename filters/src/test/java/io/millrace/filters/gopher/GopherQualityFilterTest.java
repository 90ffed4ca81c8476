package io.millrace.filters.gopher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.api.PerLanguage;
import io.millrace.filters.Measured;
import io.millrace.filters.stopwords.StopWords;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GopherQualityFilterTest {

  private static final String PROSE =
      "The mill stands by the river, and the miller has lived with it for forty years. ".repeat(5);

  private final GopherQualityFilter filter =
      new GopherQualityFilter(GopherQualitySettings.defaults());

  @Test
  void measuresEachSignal() {
    String text = "\u2022 one two #3...\n- four five\u2026\n\nsix 7 be with be";
    Map<String, Double> signals = Measured.signals(filter, "en", text);
    assertThat(signals).containsEntry("words", 10.0);
    // 3+3+1+4+4+3+1+2+4+2
    assertThat(signals).containsEntry("mean_word_length", 2.7);
    assertThat(signals).containsEntry("hash_signs", .1);
    assertThat(signals).containsEntry("ellipses", .2);
    assertThat(signals).containsEntry("bullet_lines", 2 / 3.0);
    assertThat(signals).containsEntry("ellipsis_lines", 2 / 3.0);
    assertThat(signals).containsEntry("alphabetic_words", .8);
    assertThat(signals).containsEntry("stop_words", 3.0);
  }

  @Test
  void keepsProse() {
    assertThat(Measured.broken(filter, "en", PROSE)).isEmpty();
  }

  @Test
  void dropsForEachReason() {
    assertThat(Measured.broken(filter, "en", "Too short with the rest."))
        .containsExactly("TOO_FEW_WORDS");
    assertThat(Measured.broken(filter, "en", "a ".repeat(100_001)))
        .containsExactly("TOO_MANY_WORDS", "SHORT_WORDS", "FEW_STOP_WORDS");
    assertThat(Measured.broken(filter, "xx", "extraordinarily ".repeat(60)))
        .containsExactly("LONG_WORDS");
    assertThat(Measured.broken(filter, "en", PROSE + "#".repeat(20))).containsExactly("HASH_SIGNS");
    assertThat(Measured.broken(filter, "en", PROSE + "... ".repeat(20) + "x."))
        .containsExactly("ELLIPSES");
    assertThat(Measured.broken(filter, "en", "\u2022 all the lines of that list\n".repeat(20)))
        .containsExactly("BULLET_LINES");
    assertThat(
            Measured.broken(
                filter, "en", "read more about the things that we have done there...\n".repeat(20)))
        .containsExactly("ELLIPSIS_LINES");
    assertThat(Measured.broken(filter, "en", "the 1234 of 5678 9012 ".repeat(20)))
        .containsExactly("FEW_ALPHABETIC_WORDS");
    assertThat(Measured.broken(filter, "en", "Wort neben Wort ohne Sinn ".repeat(20)))
        .containsExactly("FEW_STOP_WORDS");
  }

  @Test
  void appliesNoStopWordRuleWithoutAList() {
    assertThat(Measured.signals(filter, "haw", PROSE).get("stop_words")).isNaN();
    assertThat(Measured.broken(filter, "haw", PROSE)).isEmpty();
    GopherQualityFilter learned =
        new GopherQualityFilter(
            GopherQualitySettings.defaults(), StopWords.of(Map.of("pl", List.of("nie", "jest"))));
    assertThat(Measured.broken(learned, "pl", PROSE)).containsExactly("FEW_STOP_WORDS");
  }

  @Test
  void keepsLanguagesWithoutSpaces() {
    String chinese =
        "\u4ECA\u5929\u5929\u6C14\u5F88\u597D\uFF0C\u6211\u4EEC\u53BB\u516C\u56ED\u6563\u6B65\u3002"
            .repeat(10);
    assertThat(Measured.broken(filter, "zh", chinese)).isEmpty();
    assertThat(Measured.broken(filter, "en", chinese)).contains("SHORT_WORDS");
    String thai =
        "\u0E27\u0E31\u0E19\u0E19\u0E35\u0E49\u0E2D\u0E32\u0E01\u0E32\u0E28\u0E14\u0E35\u0E41\u0E25\u0E30\u0E40\u0E23\u0E32\u0E44\u0E1B\u0E40\u0E17\u0E35\u0E48\u0E22\u0E27 "
            .repeat(20);
    assertThat(Measured.broken(filter, "th", thai)).isEmpty();
  }

  @Test
  void hasNoValueWithoutWordsOrLines() {
    assertThat(Measured.signals(filter, "en", " "))
        .containsEntry("words", 0.0)
        .containsEntry("mean_word_length", Double.NaN)
        .containsEntry("bullet_lines", Double.NaN);
    assertThat(Measured.broken(filter, "en", ""))
        .containsExactly("TOO_FEW_WORDS", "FEW_STOP_WORDS");
  }

  @Test
  void rejectsAReversedRange() {
    GopherQualitySettings defaults = GopherQualitySettings.defaults();
    assertThatThrownBy(
            () ->
                new GopherQualitySettings(
                    "",
                    PerLanguage.of(50),
                    PerLanguage.of(100, Map.of("de", 40.0)),
                    defaults.minMeanWordLength(),
                    defaults.maxMeanWordLength(),
                    defaults.maxHashSigns(),
                    defaults.maxEllipses(),
                    defaults.maxBulletLines(),
                    defaults.maxEllipsisLines(),
                    defaults.minAlphabeticWords(),
                    defaults.minStopWords()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("min_words")
        .hasMessageContaining("40");
  }
}
