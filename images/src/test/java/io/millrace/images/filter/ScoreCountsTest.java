package io.millrace.images.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.api.PerLanguage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScoreCountsTest {

  @Test
  void everyLanguageHasAFloor() {
    ScoreCounts counts = new ScoreCounts();
    for (int i = 1; i <= 10; i++) {
      counts.add("en", i / 100.0);
      counts.add("ja", -i / 100.0);
    }
    counts.add("de", .5);
    assertThat(counts.floors(PerLanguage.of(.3, Map.of("ja", .1, "de", 0.0))))
        .isEqualTo(Map.of("en", .08, "ja", -.01, "de", 2.0));
  }

  @Test
  void equalScoresAreKeptOrDroppedTogether() {
    ScoreCounts counts = new ScoreCounts();
    for (int i = 0; i < 8; i++) {
      counts.add("en", .2);
    }
    counts.add("en", .3);
    double floor = counts.floors(PerLanguage.of(.25)).get("en");
    assertThat(floor).isEqualTo(.2);
    assertThat(ScoreCounts.isBelow(.2f, floor)).isFalse();
    assertThat(ScoreCounts.isBelow(.1999f, floor)).isTrue();
  }

  @Property(tries = 60)
  void floorsAgreeWithSorting(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int size, @ForAll byte percent) {
    Random random = new Random(seed);
    double share = Math.abs(percent % 100) / 100.0;
    List<Double> scores = new ArrayList<>();
    List<ScoreCounts> workers = List.of(new ScoreCounts(), new ScoreCounts(), new ScoreCounts());
    for (int i = 0; i < size; i++) {
      double score = (random.nextInt(200) - 100) / 100.0;
      scores.add(score);
      workers.get(random.nextInt(3)).add("en", score);
    }
    ScoreCounts all = new ScoreCounts();
    workers.forEach(worker -> all.addAll(worker.take()));
    scores.sort(Collections.reverseOrder());
    int kept = (int) Math.ceil(share * size);
    double expected = kept == 0 ? 2 : scores.get(kept - 1);
    assertThat(all.floors(PerLanguage.of(share))).isEqualTo(Map.of("en", expected));
  }
}
