package io.millrace.rephrase.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import io.millrace.rephrase.gate.text.CommonRun;
import io.millrace.rephrase.gate.text.Sentences;
import io.millrace.rephrase.gate.text.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
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
          "<b x='",
          "&amp;",
          "не ");

  @Provide
  Arbitrary<String> prose() {
    return Arbitraries.of("the", "Anna", "bridge", "1,5 km", "not", "橋", "Ж", ". ", "\n", "www.x.y")
        .list()
        .ofMaxSize(40)
        .map(words -> String.join(" ", words));
  }

  @Property(tries = 300)
  void checksAreDeterministic(@ForAll("prose") String source, @ForAll("prose") String answer) {
    GateInput input = GateFixture.rewrite(source, answer, "en");
    assertThat(GateFixture.check(input)).isEqualTo(GateFixture.check(input));
  }

  @Property(tries = 300)
  void signalsAreFinite(@ForAll String source, @ForAll String answer) {
    assertThat(GateFixture.check(source, answer).signals().values())
        .allMatch(value -> Double.isFinite(value));
  }

  @Property(tries = 300)
  void aPassageHasAllFactsOfItself(@ForAll("prose") String text) {
    assertThat(GateFixture.check(text, text).signals())
        .containsEntry("number_recall", 1.0)
        .containsEntry("number_precision", 1.0)
        .containsEntry("link_recall", 1.0)
        .containsEntry("name_recall", 1.0)
        .containsEntry("name_precision", 1.0)
        .containsEntry("word_overlap", 1.0)
        .containsEntry("script_loss", 0.0)
        .containsEntry("sentence_overlap", 1.0)
        .containsEntry("sentence_recall", 1.0)
        .containsEntry("number_word_precision", 1.0)
        .containsEntry("number_swaps", 0.0)
        .containsEntry("numbers_adrift", 0.0)
        .containsEntry("name_swaps", 0.0)
        .containsEntry("terms_invented", 0.0)
        .containsEntry("opposites", 0.0)
        .containsEntry("negation_change", 0.0);
  }

  @Property(tries = 300)
  void aNumberInWordsEqualsOnlyItsDigits(
      @ForAll("spelling") String language,
      @ForAll @IntRange(min = 2, max = 100) int number,
      @ForAll @IntRange(min = 2, max = 100) int other) {
    ULocale locale = new ULocale(language);
    var format = new RuleBasedNumberFormat(locale, RuleBasedNumberFormat.SPELLOUT);
    String words = format.format(number).replace("\u00AD", "");
    Assume.that(!Set.of("acht", "neuf", "sei", "once", "cento", "hundert").contains(words));
    GateResult result =
        GateFixture.check(GateFixture.rewrite(other + " km", words + " km", language));
    assertThat(result.signals()).containsEntry("number_word_precision", number == other ? 1.0 : 0);
    GateResult scaled =
        GateFixture.check(GateFixture.rewrite(number + " million x", number + ",000,000 x", "en"));
    assertThat(scaled.signals()).containsEntry("number_precision", 1.0);
  }

  @Provide
  Arbitrary<String> spelling() {
    return Arbitraries.of("de", "en", "es", "fr", "it");
  }

  @Property(tries = 200)
  void sentencesCoverTheTextInOrder(@ForAll("prose") String text) {
    Tokens tokens = Tokens.of(text);
    Sentences sentences = Sentences.of(tokens);
    int at = 0;
    for (int i = 0; i < sentences.size(); i++) {
      assertThat(sentences.from(i)).isEqualTo(at);
      assertThat(sentences.to(i)).isGreaterThan(at);
      at = sentences.to(i);
    }
    assertThat(at).isEqualTo(tokens.size());
  }

  @Property
  void theLongestCommonRunEqualsThatOfANaiveSearch(
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
  void hashesAreEqualExactlyForEqualRunsOfWords(@ForAll("letters") List<String> words) {
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
  void tenMegabytesAreCheckedInBoundedTime(String piece) {
    String answer = piece.repeat(HOSTILE / piece.length());
    GateResult result =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> GateFixture.check(answer, answer));
    assertThat(GateFixture.reasons(result)).isNotEmpty();
  }
}
