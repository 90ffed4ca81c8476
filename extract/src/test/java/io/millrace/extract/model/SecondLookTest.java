package io.millrace.extract.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SecondLookTest {

  @Test
  void looksAgainAtSixBlocksToBothSidesOfAScore() {
    float[] scores = new float[20];
    Arrays.fill(scores, .001f);
    assertThat(SecondLook.worthIt(scores)).isEmpty();
    scores[9] = .02f;
    assertThat(SecondLook.worthIt(scores)).containsExactly(IntStream.rangeClosed(3, 15).toArray());
    scores[9] = .0199f;
    assertThat(SecondLook.worthIt(scores)).isEmpty();
    assertThat(SecondLook.worthIt(new float[0])).isEmpty();
  }

  @Test
  void doesNotLookAgainAtWhatAGlanceLeftOut() {
    float[] scores = {.001f, 0, .5f, 0, .001f};
    assertThat(SecondLook.worthIt(scores)).containsExactly(0, 2, 4);
  }

  @Property(tries = 300)
  void leavesOutBlocksAmongLowScores(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] scores = new float[random.nextInt(60)];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextInt(9) == 0 ? .5f : .001f;
    }
    int[] expected =
        IntStream.range(0, scores.length)
            .filter(
                block ->
                    IntStream.rangeClosed(block - 6, block + 6)
                        .filter(near -> near >= 0 && near < scores.length)
                        .anyMatch(near -> scores[near] >= .02f))
            .toArray();
    assertThat(SecondLook.worthIt(scores)).containsExactly(expected);
  }
}
