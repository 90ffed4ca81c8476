package io.millrace.filters.gopher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.api.TextAnalysis;
import io.millrace.filters.Measured;
import io.millrace.filters.text.TextAnalyzer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GopherRepetitionFilterTest {

  private final GopherRepetitionFilter filter =
      new GopherRepetitionFilter(GopherRepetitionSettings.defaults());

  private double signal(String name, String text) {
    return Measured.signals(filter, "en", text).get(name);
  }

  @Test
  void countsRepeatedLines() {
    // five lines, two of them repeat 'abc'; 3 + 3 of 20 characters
    String text = "abc\nabc\n\nxyz\nabc\nlmn";
    assertThat(signal("duplicate_lines", text)).isEqualTo(2 / 5.0);
    assertThat(signal("duplicate_line_characters", text)).isEqualTo(6 / 20.0);
  }

  @Test
  void ignoresLinesWithoutWords() {
    String code = "if (a) {\n  b();\n}\nif (c) {\n  d();\n}\n---\n---\n";
    assertThat(signal("duplicate_lines", code)).isZero();
    assertThat(signal("duplicate_line_characters", code)).isZero();
    assertThat(signal("duplicate_lines", "}\n}\n")).isNaN();
  }

  @Test
  void countsRepeatedParagraphs() {
    String text = "a b\nc\n\nx y\n\na b\nc";
    assertThat(signal("duplicate_paragraphs", text)).isEqualTo(1 / 3.0);
    assertThat(signal("duplicate_paragraph_characters", text)).isEqualTo(5 / 17.0);
  }

  @Test
  void measuresTheMostFrequentNGram() {
    // 'the cat' three times, 7 of 35 characters each; 'cat the' occurs once
    String text = "the cat sat, the cat ran, the cat a";
    assertThat(signal("top_2_gram", text)).isEqualTo(21 / 35.0);
    assertThat(signal("top_3_gram", text)).isZero();
    // of two most frequent ones, the longer counts
    assertThat(signal("top_2_gram", "a b x long words y a b z long words")).isEqualTo(20 / 35.0);
  }

  @Test
  void countsEachCharacterOfRepeatedNGramsOnce() {
    // 12 words: the first 5-gram is new, those of words 2..6 and 7..11 are repeats
    String text = "a a a a a a a a a a a a";
    assertThat(signal("duplicate_5_grams", text)).isEqualTo(18 / 23.0);
    assertThat(signal("duplicate_10_grams", text)).isEqualTo(19 / 23.0);
    assertThat(signal("top_2_gram", text)).isEqualTo(1);
  }

  @Test
  void hasNoValueWhereThereIsNothingToCompare() {
    assertThat(Measured.signals(filter, "en", "").values()).allMatch(value -> value.isNaN());
    assertThat(signal("top_2_gram", "one two")).isZero();
    assertThat(signal("top_3_gram", "one two")).isNaN();
  }

  @Test
  void dropsRepetitiveText() {
    assertThat(Measured.broken(filter, "en", "buy now\n".repeat(20)))
        .startsWith("DUPLICATE_LINES", "DUPLICATE_LINE_CHARACTERS")
        .contains("TOP_2_GRAM", "DUPLICATE_10_GRAMS");
    assertThat(Measured.broken(filter, "en", "Nothing here is said a second time by anyone."))
        .isEmpty();
  }

  @Test
  void measuresTheFirstMillionWordsOfALongText() {
    String text = "a b ".repeat(1_000_000);
    assertThat(signal("top_2_gram", text)).isCloseTo(.75, within(1e-3));
    assertThat(signal("duplicate_10_grams", text)).isCloseTo(.95, within(1e-3));
    assertThat(signal("duplicate_line_characters", "ab\n\n".repeat(2_000_000)))
        .isCloseTo(.5, within(1e-3));
    assertThat(signal("duplicate_paragraph_characters", "ab\n\n".repeat(2_000_000)))
        .isCloseTo(.5, within(1e-3));
  }

  @Test
  void hasWiderLimitsForLanguagesOfShortWords() {
    GopherRepetitionSettings defaults = GopherRepetitionSettings.defaults();
    assertThat(defaults.top2Gram().of("zh")).isEqualTo(.256);
    assertThat(defaults.top2Gram().of("de")).isEqualTo(.20);
    assertThat(defaults.duplicate10Grams().of("en")).isEqualTo(.10);
  }

  @Property(tries = 1000)
  void matchesTheReference(@ForAll("texts") String text) {
    Map<String, Double> signals = Measured.signals(filter, "en", text);
    TextAnalysis analysis = new TextAnalyzer().analyze(text);
    for (int n = 2; n <= 10; n++) {
      String name = n < 5 ? "top_" + n + "_gram" : "duplicate_" + n + "_grams";
      assertThat(signals.get(name)).as(name).isCloseTo(reference(analysis, n), within(1e-12));
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> words =
        Arbitraries.of("a", "bb", "c", "A", "\uD835\uDC00d", "\u4E2D\u6587", "e.", "f\n");
    Arbitrary<String> few = Arbitraries.of("a ", "bb ", "c ");
    return Arbitraries.oneOf(
        words.list().ofMaxSize(60).map(list -> String.join(" ", list)),
        few.list().ofMaxSize(200).map(list -> String.join("", list)));
  }

  /** Reference with strings in maps and sets, which checks every n-gram. */
  private static double reference(TextAnalysis analysis, int n) {
    List<String> nGrams = new ArrayList<>();
    List<Integer> spans = new ArrayList<>();
    for (int i = 0; i + n <= analysis.words(); i++) {
      StringBuilder nGram = new StringBuilder();
      for (int k = i; k < i + n; k++) {
        nGram.append(analysis.text(), analysis.wordStarts()[k], analysis.wordEnds()[k]).append(' ');
      }
      nGrams.add(nGram.toString());
      int start = analysis.wordStarts()[i];
      spans.add(analysis.text().codePointCount(start, analysis.wordEnds()[i + n - 1]));
    }
    if (nGrams.isEmpty()) {
      return Double.NaN;
    }
    long found = n < 5 ? top(nGrams, spans) : repeated(nGrams, spans, n);
    return Math.min(1, found / (double) analysis.codePoints());
  }

  private static long top(List<String> nGrams, List<Integer> spans) {
    Map<String, Integer> counts = new HashMap<>();
    nGrams.forEach(nGram -> counts.merge(nGram, 1, Integer::sum));
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    long longest = 0;
    for (int i = 0; i < nGrams.size(); i++) {
      if (most > 1 && counts.get(nGrams.get(i)) == most) {
        longest = Math.max(longest, (long) most * spans.get(i));
      }
    }
    return longest;
  }

  private static long repeated(List<String> nGrams, List<Integer> spans, int n) {
    Set<String> seen = new HashSet<>();
    long characters = 0;
    for (int i = 0; i < nGrams.size(); ) {
      if (seen.add(nGrams.get(i))) {
        i++;
      } else {
        characters += spans.get(i);
        i += n;
      }
    }
    return characters;
  }
}
