package io.millrace.filters.fineweb;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.filters.Measured;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FineWebFilterTest {

  private static final String LONG_LINE =
      "A line of more than thirty characters, number %s, with an end.\n";

  private final FineWebFilter filter = new FineWebFilter(FineWebSettings.defaults());

  @Test
  void measuresEachSignal() {
    // four lines that are not blank, 3 + 3 + 4 + 3 characters, four breaks, four words
    Map<String, Double> signals = Measured.signals(filter, "en", "ab.\nab.\n\nlong\nxyz");
    assertThat(signals).containsEntry("line_punctuation", .5);
    assertThat(signals).containsEntry("short_lines", 1.0);
    assertThat(signals).containsEntry("repeated_line_characters", 3 / 13.0);
    assertThat(signals).containsEntry("newline_ratio", 1.0);
  }

  @Test
  void countsLinesOfThirtyCodePointsAsShort() {
    String thirty = "\uD83D\uDE00".repeat(29) + "a";
    assertThat(Measured.signals(filter, "en", thirty)).containsEntry("short_lines", 1.0);
    assertThat(Measured.signals(filter, "en", thirty + "b")).containsEntry("short_lines", 0.0);
  }

  @Test
  void dropsForEachReason() {
    String prose = lines(10);
    assertThat(Measured.broken(filter, "en", prose)).isEmpty();
    assertThat(Measured.broken(filter, "en", prose.replace(".", "")))
        .containsExactly("LINE_PUNCTUATION");
    assertThat(Measured.broken(filter, "en", prose + prose))
        .containsExactly("REPEATED_LINE_CHARACTERS");
    StringBuilder menu = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      menu.append("Page ").append(i).append(".\n");
    }
    assertThat(Measured.broken(filter, "en", menu.toString()))
        .containsExactly("SHORT_LINES", "NEWLINE_RATIO");
  }

  @Test
  void allowsOneRepeatedSentence() {
    String twice = lines(30) + String.format(Locale.ROOT, LONG_LINE, 0);
    assertThat(Measured.broken(filter, "en", twice)).isEmpty();
    assertThat(Measured.broken(filter, "en", lines(10) + lines(2)))
        .containsExactly("REPEATED_LINE_CHARACTERS");
  }

  @Test
  void allowsShortLinesOutsideEnglish() {
    String verse = "Zwei Zeilen eines Gedichtes,\nund eine dritte dazu.\n";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      text.append(verse.replace("Zeilen", "Zeilen " + i).replace("dritte", "dritte " + i));
    }
    assertThat(Measured.broken(filter, "de", text.toString())).isEmpty();
    assertThat(Measured.broken(filter, "en", text.toString())).contains("SHORT_LINES");
  }

  @Test
  void hasNarrowerLimitsForFrench() {
    // 9 breaks, 40 words: .225
    String text = "quatre mots sans fin.\n".repeat(10);
    assertThat(Measured.broken(filter, "en", text)).doesNotContain("NEWLINE_RATIO");
    assertThat(Measured.broken(filter, "fr", text)).contains("NEWLINE_RATIO");
    assertThat(FineWebSettings.defaults().linePunctuation().of("fr")).isEqualTo(.1);
  }

  @Test
  void allowsThaiLinesWithoutPunctuation() {
    StringBuilder thai = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      thai.append(
              "\u0E27\u0E31\u0E19\u0E19\u0E35\u0E49\u0E2D\u0E32\u0E01\u0E32\u0E28\u0E14\u0E35\u0E41\u0E25\u0E30\u0E40\u0E23\u0E32\u0E44\u0E1B\u0E40\u0E17\u0E35\u0E48\u0E22\u0E27\u0E17\u0E30\u0E40\u0E25 ")
          .append(i)
          .append('\n');
    }
    assertThat(Measured.broken(filter, "th", thai.toString())).isEmpty();
  }

  @Test
  void hasNoValueWithoutLines() {
    assertThat(Measured.signals(filter, "en", " \n\n").values()).allMatch(value -> value.isNaN());
  }

  private static String lines(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(String.format(Locale.ROOT, LONG_LINE, i));
    }
    return text.toString();
  }
}
