package io.millrace.filters.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.api.TextAnalysis;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Texts that attack time or memory; the tests run in a heap of 1 GB. */
class HostileTextTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final TextAnalyzer analyzer = new TextAnalyzer();

  @Test
  void aWordOfFiftyMegabytes() {
    TextAnalysis analysis = analyze("a".repeat(50_000_000));
    assertThat(analysis.words()).isOne();
    assertThat(analysis.wordCodePoints()[0]).isEqualTo(50_000_000);
  }

  @Test
  void tenMillionLines() {
    TextAnalysis analysis = analyze("\n".repeat(9_000_000) + "a\n".repeat(1_000_000));
    assertThat(analysis.lines()).isEqualTo(10_000_000);
    assertThat(analysis.words()).isEqualTo(1_000_000);
    assertThat(analysis.paragraphs()).isOne();
  }

  @Test
  void aMillionMarksOnOneLetter() {
    TextAnalysis analysis = analyze("a" + "\u0301".repeat(1_000_000) + "'".repeat(1_000_000));
    assertThat(analysis.words()).isOne();
    assertThat(analysis.wordCodePoints()[0]).isEqualTo(1_000_001);
  }

  @Test
  void quotesBeforeManyMarks() {
    TextAnalysis analysis = analyze(("a'" + "\u0301".repeat(1000) + " ").repeat(2000));
    assertThat(analysis.words()).isEqualTo(2000);
  }

  @Test
  void aRunOfAScriptWithoutSpaces() {
    String sentence = "\u4ECA\u5929\u5929\u6C14\u5F88\u597D";
    int words = analyzer.analyze(sentence).words();
    TextAnalysis analysis = analyze(sentence.repeat(30_000));
    assertThat(analysis.words()).isBetween(25_000 * words, 35_000 * words);
    analysis = analyze("\u0E01".repeat(200_000) + "\u0E31".repeat(200_000));
    assertThat(analysis.codePoints()).isEqualTo(400_000);
  }

  private TextAnalysis analyze(String text) {
    return Assertions.assertTimeoutPreemptively(LIMIT, () -> analyzer.analyze(text));
  }
}
