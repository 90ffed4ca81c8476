package io.millrace.corpus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class WordingTest {

  @Property(tries = 300)
  void distanceIsSymmetricAndZeroForEqualWords(
      @ForAll @AlphaChars @StringLength(max = 12) String a,
      @ForAll @AlphaChars @StringLength(max = 12) String b) {
    int distance = Wording.distance(a, b);
    assertThat(distance).isEqualTo(Wording.distance(b, a));
    assertThat(distance == 0).isEqualTo(a.equals(b));
    assertThat(distance)
        .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
  }

  @Test
  void aSwapIsOneEdit() {
    assertThat(Wording.distance("langid", "lagnid")).isEqualTo(1);
    assertThat(Wording.distance("abc", "ca")).isEqualTo(3);
  }

  @Test
  void onlyCloseNamesAreSuggested() {
    List<String> names = List.of("threshold", "languages", "min_words", "pii");
    assertThat(Wording.closest("treshhold", names)).isEqualTo("threshold");
    assertThat(Wording.closest("Min-Words", names)).isEqualTo("min_words");
    assertThat(Wording.closest("pi", names)).isEqualTo("pii");
    assertThat(Wording.closest("c4", names)).isEmpty();
    assertThat(Wording.closest("colour", names)).isEmpty();
    assertThat(Wording.closest("", names)).isEmpty();
  }

  @Test
  void numbersAreShortAndExact() {
    assertThat(Wording.number(10_000)).isEqualTo("10000");
    assertThat(Wording.number(.1)).isEqualTo("0.1");
    assertThat(Wording.number(-0.0)).isEqualTo("0");
    assertThat(Wording.number(1e-5)).isEqualTo("0.00001");
    assertThat(Wording.number(1e300)).isEqualTo("1.0E300");
  }

  @Test
  void shownTextIsOneShortLine() {
    assertThat(Wording.show("a\nb\u2028c\u0000d")).isEqualTo("a b c d");
    assertThat(Wording.show("\uD83D\uDE00".repeat(61)))
        .isEqualTo("\uD83D\uDE00".repeat(60) + "...");
  }
}
