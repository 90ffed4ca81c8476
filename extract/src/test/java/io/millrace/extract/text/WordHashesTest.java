package io.millrace.extract.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WordHashesTest {

  private static long hash(String word) {
    return WordHashes.hash(word, 0, word.length());
  }

  @Test
  void hashesOfATextEqualThoseOfItsWords() {
    long[] words = new long[4];
    assertThat(WordHashes.ofText("The MILL, älter_2 ", words)).isEqualTo(3);
    assertThat(words).startsWith(hash("the"), hash("mill"), hash("ÄLTER_2"));
    assertThat(WordHashes.ofText("one two", new long[1])).isEqualTo(1);
    assertThat(WordHashes.ofText("a b c d", new long[3])).isEqualTo(3);
    assertThat(WordHashes.ofText("", words)).isZero();
  }

  @Property(tries = 1_000)
  void areFoundWhereTheyStartAndEnd(
      @ForAll("texts") String text, @ForAll @IntRange(max = 9) int most) {
    long[] expected = new long[most];
    int count = 0;
    int start = WordHashes.wordStart(text, 0);
    while (start < text.length() && count < most) {
      int end = WordHashes.wordEnd(text, start);
      expected[count++] = WordHashes.hash(text, start, end);
      start = WordHashes.wordStart(text, end);
    }
    long[] words = new long[most];
    assertThat(WordHashes.ofText(text, words)).isEqualTo(count);
    assertThat(Arrays.copyOf(words, count)).isEqualTo(Arrays.copyOf(expected, count));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "mill", "Mill", "ä", "水車", "_", "7", " ", ", ", "\uD835\uDC00", "\uD835", "\n")
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }
}
