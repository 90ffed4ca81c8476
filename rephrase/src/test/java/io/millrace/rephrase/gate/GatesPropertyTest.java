package io.millrace.rephrase.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class GatesPropertyTest {

  private static final int HOSTILE = 10_000_000;

  static final List<String> hostile =
      List.of(
          "a",
          "@",
          "a@b.",
          "1.",
          "9",
          "1,",
          "http://",
          "\n",
          "A b ",
          "\u0301\u0323",
          "ア",
          "\uD83D\uDE00",
          "\uD800",
          "as an ",
          "не ");

  @Provide
  Arbitrary<String> prose() {
    return Arbitraries.of("the", "Anna", "bridge", "1,5 km", "not", "橋", "Ж", ". ", "\n", "www.x.y")
        .list()
        .ofMaxSize(40)
        .map(words -> String.join(" ", words));
  }

  @Property(tries = 300)
  void theSameInputGivesTheSameResult(
      @ForAll("prose") String source, @ForAll("prose") String answer) {
    GateInput input = GateFixture.rewrite(source, answer, "en");
    assertThat(GateFixture.check(input)).isEqualTo(GateFixture.check(input));
  }

  @Property(tries = 300)
  void everySignalIsANumber(@ForAll String source, @ForAll String answer) {
    assertThat(GateFixture.check(source, answer).signals().values())
        .allMatch(value -> Double.isFinite(value));
  }

  @Property(tries = 300)
  void aPassageIsTrueToItself(@ForAll("prose") String text) {
    assertThat(GateFixture.check(text, text).signals())
        .containsEntry("number_recall", 1.0)
        .containsEntry("number_precision", 1.0)
        .containsEntry("link_recall", 1.0)
        .containsEntry("name_recall", 1.0)
        .containsEntry("name_precision", 1.0)
        .containsEntry("word_overlap", 1.0)
        .containsEntry("script_loss", 0.0)
        .containsEntry("negation_change", 0.0);
  }

  @Property
  void theLongestCommonRunIsThatOfPlainSearch(
      @ForAll("letters") List<String> left, @ForAll("letters") List<String> right) {
    int longest = 0;
    for (int i = 0; i < left.size(); i++) {
      for (int j = 0; j < right.size(); j++) {
        int n = 0;
        while (i + n < left.size()
            && j + n < right.size()
            && left.get(i + n).equals(right.get(j + n))) {
          n++;
        }
        longest = Math.max(longest, n);
      }
    }
    Tokens a = Tokens.of(String.join(" ", left));
    Tokens b = Tokens.of(String.join(" ", right));
    assertThat(CommonRun.longest(a, b)).isEqualTo(longest);
  }

  @Provide
  Arbitrary<List<String>> letters() {
    return Arbitraries.of("a", "b", "c").list().ofMaxSize(40);
  }

  @Property
  void equalRunsOfWordsHaveEqualHashesAndOthersNot(@ForAll("letters") List<String> words) {
    Tokens tokens = Tokens.of(String.join(" ", words));
    long[] grams = tokens.ngrams(3);
    for (int i = 0; i < grams.length; i++) {
      for (int j = 0; j < grams.length; j++) {
        assertThat(grams[i] == grams[j])
            .isEqualTo(words.subList(i, i + 3).equals(words.subList(j, j + 3)));
      }
    }
  }

  @ParameterizedTest
  @FieldSource("hostile")
  void tenMegabytesOfAnythingAreCheckedInBoundedTime(String piece) {
    String answer = piece.repeat(HOSTILE / piece.length());
    GateResult result =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> GateFixture.check(answer, answer));
    assertThat(GateFixture.reasons(result)).isNotEmpty();
  }
}
