package io.millrace.bench.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordScoreTest {

  /** Expected values are those of Python 3.11 with {@code re.findall(r"\w+", text.lower())}. */
  @ParameterizedTest
  @CsvSource({
    "One two two, two one one, .666667, .666667, .666667",
    "l'a 10.5, l a 10 5 6, .888889, 1, .8",
    "a_b-c, a_b c, 1, 1, 1",
    "a, b, 0, 0, 0",
    // the lower case of I with dot is i and a combining mark, which is not part of a word
    "\u0130stanbul, i stanbul, 1, 1, 1",
    "\u0130stanbul, istanbul, 0, 0, 0",
    // final sigma
    "\u039f\u0394\u039f\u03a3 \u039f\u0394\u039f\u03a3., \u03bf\u03b4\u03bf\u03c2 \u03bf\u03b4\u03bf\u03c3, .5, .5, .5",
    "\u03a3\u0391\u03a3'\u0392 \u03a3, \u03c3\u03b1\u03c3 \u03b2 \u03c3, 1, 1, 1",
    "\u0391\u03a3\u0301, \u03b1\u03c2, 1, 1, 1",
    "\u0391\u03a3:\u0392, \u03b1\u03c3 \u03b2, 1, 1, 1",
    "\u0391\u03a3\uD83D\uDE00\u0392, \u03b1\u03c2 \u03b2, 1, 1, 1",
    // combining marks and vowel signs end words
    "e\u0301t\u00e9, e t\u00e9, 1, 1, 1",
    "\u0928\u092e\u0938\u094d\u0924\u0947, \u0928\u092e\u0938 \u0924, 1, 1, 1",
    "\u0430\u200d\u0431, \u0430 \u0431, 1, 1, 1",
    // numbers of every kind are parts of words
    "x\u00b2 \u2167 \u2460 \u00bd, x\u00b2 \u2177 \u2460 \u00bd, 1, 1, 1",
    "STRASSE \u00df, strasse \u1e9e, 1, 1, 1",
    // supplementary code points
    "\uD801\uDC00b, \uD801\uDC28b, 1, 1, 1",
    "\uD835\uDC00\uD835\uDC01 a, \uD835\uDC00\uD835\uDC01 b, .5, .5, .5",
    "a\uD83D b, a b, 1, 1, 1",
    "\u4e2d\u6587 \u5b57, \u4e2d\u6587\u5b57, 0, 0, 0",
  })
  void scoresAsPython(
      String predicted, String reference, double f1, double precision, double recall) {
    WordScore.Score score = new WordScore().of(predicted, reference);

    assertThat(score.f1()).isCloseTo(f1, within(1e-6));
    assertThat(score.precision()).isCloseTo(precision, within(1e-6));
    assertThat(score.recall()).isCloseTo(recall, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"'', !, 1", "'', a, 0", "a, ..., 0", "'', '', 1"})
  void scoresEmptyTexts(String predicted, String reference, double expected) {
    assertThat(new WordScore().of(predicted, reference))
        .isEqualTo(new WordScore.Score(expected, expected, expected));
  }

  /** Texts of few letters and blanks have repeated words; all use the same scorer. */
  @Property
  void agreesWithCountingInMaps(
      @ForAll @CharRange(from = 'a', to = 'c') String predicted,
      @ForAll @CharRange(from = 'a', to = 'c') String reference) {
    String left = predicted.replace('c', ' ');
    String right = reference.replace('c', ' ');
    Map<String, Integer> counts = counts(right);
    int shared = 0;
    for (Map.Entry<String, Integer> word : counts(left).entrySet()) {
      shared += Math.min(word.getValue(), counts.getOrDefault(word.getKey(), 0));
    }
    int total = sum(counts(left)) + sum(counts);

    assertThat(scorer.of(left, right).f1())
        .isCloseTo(total == 0 ? 1 : 2.0 * shared / total, within(1e-9));
  }

  private final WordScore scorer = new WordScore();

  private static Map<String, Integer> counts(String text) {
    Map<String, Integer> counts = new HashMap<>();
    for (String word : text.split(" ")) {
      if (!word.isEmpty()) {
        counts.merge(word, 1, Integer::sum);
      }
    }
    return counts;
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
