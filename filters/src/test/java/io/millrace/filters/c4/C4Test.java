package io.millrace.filters.c4;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.filters.Measured;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class C4Test {

  private static final C4Settings DEFAULTS = C4Settings.defaults();

  private final C4Cleaner cleaner = new C4Cleaner(DEFAULTS);
  private final C4Filter filter = new C4Filter(DEFAULTS);
  private final Map<String, Double> signals = new TreeMap<>();

  private String clean(String text) {
    return Measured.clean(cleaner, "en", text, signals);
  }

  @Test
  void returnsTheSameInstanceWhenNothingIsRemoved() {
    String text = "One line of words.\r\n\r\n\r\nAnother line of words.\r\n";
    assertThat(clean(text)).isSameAs(text);
    assertThat(signals).containsEntry("lines", 2.0).containsEntry("short_lines_removed", 0.0);
  }

  @Test
  void removesLinesAndCountsThem() {
    String text =
        "Home\nAbout us\n\nThis is a first line.\nPlease enable JavaScript to go on.\n\n\n"
            + "Share this\n3\nThis is a second line\nBy our Privacy-Policy you agree.\n"
            + "See the terms of use for more.\n"
            + "a "
            + "x".repeat(1001)
            + " b\nreuse cookies is no phrase\n\nHome\n";
    assertThat(clean(text))
        .isEqualTo("This is a first line.\n\nThis is a second line\nreuse cookies is no phrase");
    assertThat(signals)
        .containsEntry("lines", 12.0)
        .containsEntry("unpunctuated_lines_removed", 0.0)
        .containsEntry("short_lines_removed", 5.0)
        .containsEntry("long_word_lines_removed", 1.0)
        .containsEntry("javascript_lines_removed", 1.0)
        .containsEntry("policy_lines_removed", 2.0);
  }

  @Test
  void keepsHeadings() {
    String text =
        "What it costs.\n\nPros\nIt is fast and light.\n\n12\nCons:\nIt is dear to buy.\n"
            + "Read more\n\nIt has a lid on top.\nShare\n";
    assertThat(clean(text))
        .isEqualTo(
            "What it costs.\n\nPros\nIt is fast and light.\n\nIt is dear to buy.\n"
                + "Read more\n\nIt has a lid on top.");
    assertThat(clean("Two words\nBut this one is longer.\n12\nAnd so is this."))
        .isEqualTo("Two words\nBut this one is longer.\nAnd so is this.");
  }

  @Test
  void keepsProseAboutJavaScript() {
    String text =
        "JavaScript is a language of the web.\nPlease turn on JavaScript in your browser.\n"
            + "Bitte JavaScript aktivieren, um fortzufahren.";
    assertThat(clean(text)).isEqualTo("JavaScript is a language of the web.");
    assertThat(signals).containsEntry("javascript_lines_removed", 2.0);
  }

  @Test
  void removesUnpunctuatedLinesWhenAsked() {
    C4Cleaner strict =
        new C4Cleaner(
            new C4Settings(
                true,
                DEFAULTS.minWordsPerLine(),
                false,
                DEFAULTS.maxWordLength(),
                List.of(),
                List.of(),
                DEFAULTS.minSentences(),
                DEFAULTS.maxLoremIpsum(),
                DEFAULTS.maxCurlyBrackets()));
    String text =
        "A line with an end.\nA line without one\nA line that goes on...\n"
            + "He said \"enable JavaScript now\"\nWe use cookies here!";
    assertThat(Measured.clean(strict, "en", text, signals))
        .isEqualTo("A line with an end.\nHe said \"enable JavaScript now\"\nWe use cookies here!");
    assertThat(signals).containsEntry("unpunctuated_lines_removed", 2.0);
  }

  @Test
  void cleansToNothing() {
    assertThat(clean("Home\nAbout\n")).isEmpty();
    assertThat(clean("")).isEmpty();
  }

  @Test
  void countsSentencesPlaceholdersAndBrackets() {
    String text = "One. Two! Three? Four. Lorem Ipsum, {x} {y} lorem dolor ipsum.";
    assertThat(Measured.signals(filter, "en", text))
        .containsEntry("sentences", 5.0)
        .containsEntry("lorem_ipsum", 1.0)
        .containsEntry("curly_brackets", 2 / 11.0);
    assertThat(Measured.broken(filter, "en", text))
        .containsExactly("C4_LOREM_IPSUM", "C4_CURLY_BRACKET");
    assertThat(Measured.broken(filter, "en", "One. Two. Three. Four."))
        .containsExactly("C4_TOO_FEW_SENTENCES");
    assertThat(Measured.broken(filter, "en", "One. Two. Three. Four. Five.")).isEmpty();
    assertThat(Measured.broken(filter, "en", "One word is a set {x}. ".repeat(10)))
        .containsExactly("C4_CURLY_BRACKET");
    assertThat(Measured.broken(filter, "en", "Some more words. ".repeat(20) + "A set {x}."))
        .isEmpty();
  }

  @Test
  void requiresNoSentencesInLanguagesWithoutMarks() {
    String thai = "\u0E27\u0E31\u0E19\u0E19\u0E35\u0E49\u0E2D\u0E32\u0E01\u0E32\u0E28\u0E14\u0E35";
    assertThat(Measured.broken(filter, "th", thai)).isEmpty();
  }
}
