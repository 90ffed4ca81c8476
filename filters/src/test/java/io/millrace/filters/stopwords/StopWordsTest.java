package io.millrace.filters.stopwords;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.filters.text.TextAnalyzer;
import io.millrace.filters.text.WordHash;
import io.millrace.filters.text.WordSet;
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
  void hasFunctionWordsWhereLuceneHasNoList() {
    FunctionWords own = FunctionWords.get();
    assertThat(own.languages())
        .hasSizeGreaterThanOrEqualTo(30)
        .doesNotContainAnyElementsOf(lucene.languages());
    assertThat(own.languages()).allMatch(language -> own.of(language).orElseThrow().size() >= 30);
  }

  @ParameterizedTest
  @CsvSource({
    "pl,Nie wiem czy to jest dla nas",
    "uk,\u042F \u043D\u0435 \u0437\u043D\u0430\u044E \u0449\u043E \u0446\u0435",
    "vi,kh\u00F4ng c\u00F3 trong m\u1ED9t ng\u01B0\u1EDDi",
    "zh,\u8FD9\u662F\u6211\u4EEC\u7684\u4E66",
    "ja,\u6C34\u8ECA\u306F\u5DDD\u306E\u307B\u3068\u308A\u306B\u3042\u308B",
    "he,\u05D4\u05D5\u05D0 \u05DC\u05D0 \u05E9\u05DC \u05D0\u05D9\u05E9"
  })
  void findsFunctionWordsOfLargeLanguages(String language, String text) {
    WordSet list = StopWords.inTheBox().of(language).orElseThrow();
    assertThat(list.count(new TextAnalyzer().analyze(text))).isGreaterThanOrEqualTo(2);
  }

  @Test
  void countsInRunningText() {
    TextAnalyzer analyzer = new TextAnalyzer();
    assertThat(
            lucene.of("de").orElseThrow().count(analyzer.analyze("Der Hund und die Katze im Haus")))
        .isEqualTo(4);
  }

  @Test
  void unknownLanguagesHaveNoList() {
    assertThat(lucene.of("zh")).isEmpty();
    assertThat(StopWords.inTheBox().of("")).isEmpty();
    assertThat(StopWords.inTheBox().of("haw")).isEmpty();
  }

  @Test
  void prefersItsOwnLists() {
    StopWords learned =
        StopWords.of(Map.of("pl", List.of("nie", "si\u0119"), "de", List.of("foo")));
    StopWords both = learned.or(lucene);
    assertThat(both.of("pl").orElseThrow().size()).isEqualTo(2);
    assertThat(both.of("de").orElseThrow().size()).isOne();
    assertThat(both.of("fr")).isPresent();
    assertThat(both.of("xx")).isEmpty();
  }
}
