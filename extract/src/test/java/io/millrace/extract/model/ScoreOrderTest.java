package io.millrace.extract.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ScoreOrderTest {

  @Test
  void equalScoresKeepTheOrderOfTheBlocks() {
    assertThat(ScoreOrder.descending(new float[] {.2f, .9f, .2f, 0, 1}))
        .containsExactly(4, 1, 0, 2, 3);
    assertThat(ScoreOrder.descending(new float[0])).isEmpty();
  }

  @Property(tries = 200)
  void agreesWithAStableSort(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] scores = new float[random.nextInt(200)];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextInt(2) == 0 ? random.nextInt(4) / 10f : (float) random.nextDouble();
    }
    int[] sorted =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparing((Integer block) -> -scores[block]))
            .mapToInt(block -> block)
            .toArray();
    assertThat(ScoreOrder.descending(scores)).containsExactly(sorted);
  }
}
