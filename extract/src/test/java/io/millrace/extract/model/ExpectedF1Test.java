package io.millrace.extract.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExpectedF1Test {

  private static double threshold(float[] scores, int[] words) {
    return ExpectedF1.threshold(ScoreOrder.descending(scores), scores, words);
  }

  @Test
  void cutsAtTheGreatestExpectedF1() {
    assertThat(threshold(new float[] {.9f, .1f, .8f}, new int[] {50, 50, 50})).isEqualTo(.8f);
    assertThat(threshold(new float[] {.3f, .2f, .01f}, new int[] {50, 50, 50})).isEqualTo(.2f);
    assertThat(threshold(new float[0], new int[0])).isGreaterThan(1);
  }

  @Property(tries = 300)
  void noOtherCutIsBetter(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int size = random.nextInt(1, 12);
    float[] scores = new float[size];
    int[] words = new int[size];
    for (int i = 0; i < size; i++) {
      scores[i] = random.nextInt(11) / 10f;
      words[i] = random.nextInt(1, 30);
    }
    double chosen = expected(scores, words, threshold(scores, words));
    for (float other : scores) {
      assertThat(chosen).isGreaterThanOrEqualTo(expected(scores, words, other) - 1e-6);
    }
    assertThat(chosen).isBetween(0.0, 1.0).isCloseTo(chosen, within(0.0));
  }

  private static double expected(float[] scores, int[] words, double threshold) {
    double right = 0;
    double both = 0;
    for (int i = 0; i < scores.length; i++) {
      both += scores[i] * words[i];
      if (scores[i] >= threshold) {
        right += scores[i] * words[i];
        both += words[i];
      }
    }
    return 2 * right / (both + 1e-9);
  }
}
