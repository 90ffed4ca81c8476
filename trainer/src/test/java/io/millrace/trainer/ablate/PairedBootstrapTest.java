package io.millrace.trainer.ablate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {

  /** Tables of the t distribution. */
  @Test
  void quantilesMatchTables() {
    assertThat(StudentT.twoSided(.95, 1)).isCloseTo(12.706, within(.005));
    assertThat(StudentT.twoSided(.95, 4)).isCloseTo(2.776, within(.001));
    assertThat(StudentT.twoSided(.95, 30)).isCloseTo(2.042, within(.001));
    assertThat(StudentT.twoSided(.95, 1e9)).isCloseTo(1.960, within(.001));
  }

  @Test
  void intervalsHaveTheirNominalCoverage() {
    assertThat(coverage(5, 60, .05, .3)).as("seeds and documents").isBetween(.92, .99);
    assertThat(coverage(5, 60, .2, .1)).as("mostly seeds").isBetween(.92, .99);
    assertThat(coverage(3, 200, .001, .5)).as("mostly documents").isBetween(.92, .99);
    assertThat(coverage(1, 60, 0, .3)).as("one seed without effect").isBetween(.92, .99);
  }

  /** Share of 300 simulated experiments whose interval contains the true difference, .1. */
  private static double coverage(int seeds, int documents, double ofSeeds, double ofDocuments) {
    SplittableRandom random = new SplittableRandom(7);
    int held = 0;
    int trials = 300;
    for (int trial = 0; trial < trials; trial++) {
      double[] weights = new double[documents];
      double[] own = new double[documents];
      for (int d = 0; d < documents; d++) {
        weights[d] = 200 + random.nextInt(800);
        own[d] = ofDocuments * normal(random);
      }
      double[][] differences = new double[seeds][documents];
      for (int s = 0; s < seeds; s++) {
        double luck = ofSeeds * normal(random);
        for (int d = 0; d < documents; d++) {
          differences[s][d] = weights[d] * (.1 + luck + own[d] + .05 * normal(random));
        }
      }
      Difference found = PairedBootstrap.of(differences, weights, 300, trial);
      held += found.interval().contains(.1) ? 1 : 0;
    }
    return (double) held / trials;
  }

  private static double normal(SplittableRandom random) {
    return StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()))
        * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  @Property(tries = 100)
  void swappingTheTrainingsSwapsTheSign(
      @ForAll @IntRange(min = 1, max = 4) int seeds,
      @ForAll @IntRange(min = 5, max = 30) int documents,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] weights = random.doubles(documents, 1, 9).toArray();
    double[][] differences = new double[seeds][];
    double[][] swapped = new double[seeds][];
    for (int s = 0; s < seeds; s++) {
      differences[s] = random.doubles(documents, -1, 1).toArray();
      swapped[s] = Arrays.stream(differences[s]).map(value -> -value).toArray();
    }
    Difference one = PairedBootstrap.of(differences, weights, 50, 3);
    Difference other = PairedBootstrap.of(swapped, weights, 50, 3);
    assertThat(other.estimate()).isCloseTo(-one.estimate(), within(1e-12));
    assertThat(other.interval().low()).isCloseTo(-one.interval().high(), within(1e-9));
    assertThat(other.tells()).isEqualTo(one.tells());
    assertThat(one.interval().contains(one.estimate())).isTrue();
  }

  @Test
  void fewDocumentsGiveNoInterval() {
    double[][] differences = {{1, 1, 1, 1}, {1, 1, 1, 1}};
    Difference few = PairedBootstrap.of(differences, new double[] {1, 1, 1, 1}, 100, 1);
    assertThat(few.estimate()).isEqualTo(1);
    assertThat(few.interval().low()).isNaN();
    assertThat(few.tells()).isFalse();
    assertThatThrownBy(() -> PairedBootstrap.of(new double[0][], new double[0], 100, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void equalRunsCannotBeDistinguished() {
    Difference equal =
        PairedBootstrap.of(new double[3][8], new double[] {1, 1, 1, 1, 1, 1, 1, 1}, 100, 1);
    assertThat(equal.estimate()).isZero();
    assertThat(equal.tells()).isFalse();
  }
}
