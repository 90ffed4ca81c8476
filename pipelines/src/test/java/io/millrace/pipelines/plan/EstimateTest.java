package io.millrace.pipelines.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EstimateTest {

  @Test
  void wholePopulationHasNoInterval() {
    Estimate total = Estimate.total(new double[] {1, 2, 6}, 3, 0);
    assertThat(total.value()).isCloseTo(9, within(1e-9));
    assertThat(total.low()).isCloseTo(9, within(1e-9));
    assertThat(total.high()).isCloseTo(9, within(1e-9));
  }

  @Test
  void emptySampleGivesZero() {
    assertThat(Estimate.total(new double[0], 0, 0)).isEqualTo(Estimate.exactly(0));
  }

  /** Nine of ten intervals should contain the true value; requires at least 160 of 200. */
  @Test
  void intervalsHaveTheirCoverage() {
    Random random = new Random(4);
    double[] population = new double[2000];
    Arrays.setAll(population, i -> Math.exp(random.nextGaussian()));
    double truth = Arrays.stream(population).sum();
    int held = 0;
    for (int trial = 0; trial < 200; trial++) {
      double[] sample = new double[200];
      // the start of a shuffle: drawn without replacement
      for (int i = 0; i < sample.length; i++) {
        int other = i + random.nextInt(population.length - i);
        double swapped = population[i];
        population[i] = population[other];
        population[other] = swapped;
        sample[i] = population[i];
      }
      Estimate total = Estimate.total(sample, population.length, trial);
      held += total.low() <= truth && truth <= total.high() ? 1 : 0;
    }
    assertThat(held).isBetween(160, 198);
  }

  @Property(tries = 100)
  void endsAreInOrderAndTheSameForTheSameSeed(
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0, max = 1e6) Double> numbers,
      @ForAll long seed) {
    double[] values = numbers.stream().mapToDouble(Double::doubleValue).toArray();
    Estimate total = Estimate.total(values, 100, seed);
    assertThat(total.low()).isLessThanOrEqualTo(total.value());
    assertThat(total.value()).isLessThanOrEqualTo(total.high());
    assertThat(Estimate.total(values, 100, seed)).isEqualTo(total);
  }
}
