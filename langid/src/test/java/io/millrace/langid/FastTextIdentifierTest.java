package io.millrace.langid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.langid.LanguageIdentifier.Prediction;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastTextIdentifierTest {
  private static final Prediction NONE = new Prediction("", 0);

  private final FastTextModel plain;
  private final FastTextModel pruned;

  FastTextIdentifierTest() throws IOException {
    plain = Fixtures.model("softmax-word-ngrams.bin");
    pruned = Fixtures.model("pruned.ftz");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t\r\f\u000b\0", "</s>", "</s> flour", "__label__en"})
  void textWithoutWordsHasNoLanguage(String text) {
    assertThat(new FastTextIdentifier(plain).identify(text)).isEqualTo(NONE);
    assertThat(new FastTextIdentifier(plain).topK(text, 5)).isEmpty();
  }

  @Test
  void lineBreaksAreSpaces() {
    FastTextIdentifier identifier = new FastTextIdentifier(plain);
    assertThat(identifier.topK("two\nsacks\r\nof\0flour", 9))
        .isEqualTo(identifier.topK("two sacks of flour", 9));
  }

  @Test
  void otherSpacesBelongToWords() {
    FastTextIdentifier identifier = new FastTextIdentifier(plain);
    assertThat(identifier.topK("two\u00a0sacks", 9)).isNotEqualTo(identifier.topK("two sacks", 9));
  }

  @Test
  void unpairedSurrogatesAreReplaced() {
    FastTextIdentifier identifier = new FastTextIdentifier(plain);
    for (String half : List.of("\ud83d", "\ude00", "a\ud83d", "\ud83d b")) {
      String replaced = half.replace('\ud83d', '\ufffd').replace('\ude00', '\ufffd');
      assertThat(identifier.topK(half, 9)).isEqualTo(identifier.topK(replaced, 9));
    }
  }

  @Test
  void rejectsKBelowOne() {
    assertThatThrownBy(() -> new FastTextIdentifier(plain).topK("flour", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("k is 0, must be at least 1");
  }

  @Property(tries = 300)
  void resultsDoNotDependOnEarlierTexts(@ForAll("texts") List<String> texts) {
    for (FastTextModel model : List.of(plain, pruned)) {
      FastTextIdentifier used = new FastTextIdentifier(model);
      for (int round = 0; round < 2; round++) {
        for (String text : texts) {
          FastTextIdentifier fresh = new FastTextIdentifier(model);
          assertThat(used.topK(text, 3)).isEqualTo(fresh.topK(text, 3));
          assertThat(used.identify(text)).isEqualTo(fresh.identify(text));
        }
      }
    }
  }

  @Property(tries = 300)
  void identifyGivesTheFirstOfTopK(@ForAll("texts") List<String> texts) {
    FastTextIdentifier identifier = new FastTextIdentifier(pruned);
    for (String text : texts) {
      List<Prediction> all = identifier.topK(text, 100);
      assertThat(identifier.identify(text)).isEqualTo(all.isEmpty() ? NONE : all.get(0));
      assertThat(all).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
    }
  }

  @Provide
  Arbitrary<List<String>> texts() {
    Arbitrary<String> word =
        Arbitraries.oneOf(
            Arbitraries.of("flour", "Müller", "река", "粉屋", "النهر", "😀", "</s>", "__label__en"),
            Arbitraries.strings().ofMaxLength(60));
    return word.list().ofMaxSize(12).map(words -> String.join(" ", words)).list().ofMaxSize(4);
  }
}
