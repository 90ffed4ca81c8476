package io.millrace.filters.stopwords;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.filters.text.TextAnalyzer;
import io.millrace.filters.text.WordHash;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopWordsTest {

  private final LuceneStopWords lucene = LuceneStopWords.get();

  @Test
  void hasListsForThirtyLanguages() {
    assertThat(lucene.languages()).hasSizeGreaterThanOrEqualTo(30);
    assertThat(lucene.languages())
        .allMatch(language -> lucene.of(language).orElseThrow().size() >= 20);
  }

  @ParameterizedTest
  @CsvSource({
    "en,the",
    "de,und",
    "fr,dans",
    "es,para",
    "tr,i\u00E7in",
    "ru,\u0447\u0442\u043E",
    "el,\u03BA\u03B1\u03B9",
    "ar,\u0645\u0646",
    "hi,\u0914\u0930",
    "th,\u0E41\u0E25\u0E30"
  })
  void knowsCommonWords(String language, String word) {
    assertThat(lucene.of(language).orElseThrow().contains(WordHash.folded(word))).isTrue();
  }

  @Test
  void countsInRunningText() {
    TextAnalyzer analyzer = new TextAnalyzer();
    assertThat(
            lucene.of("de").orElseThrow().count(analyzer.analyze("Der Hund und die Katze im Haus")))
        .isEqualTo(4);
  }

  @Test
  void hasNoListRatherThanAnEmptyOne() {
    assertThat(lucene.of("zh")).isEmpty();
    assertThat(lucene.of("")).isEmpty();
  }

  @Test
  void prefersItsOwnListsToTheOthers() {
    StopWords learned =
        StopWords.of(Map.of("pl", List.of("nie", "si\u0119"), "de", List.of("foo")));
    StopWords both = learned.or(lucene);
    assertThat(both.of("pl").orElseThrow().size()).isEqualTo(2);
    assertThat(both.of("de").orElseThrow().size()).isOne();
    assertThat(both.of("fr")).isPresent();
    assertThat(both.of("xx")).isEmpty();
  }
}
