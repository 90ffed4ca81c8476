package io.millrace.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IntervalTest {

  /** Computed by hand from Wilson's formula. */
  @Test
  void matchesKnownIntervals() {
    Interval half = Interval.wilson(5, 10);
    assertThat(half.low()).isCloseTo(.2366, within(1e-4));
    assertThat(half.high()).isCloseTo(.7634, within(1e-4));
    assertThat(Interval.wilson(0, 10).low()).isZero();
    assertThat(Interval.wilson(0, 10).high()).isCloseTo(.2775, within(1e-4));
  }

  @Property
  void containsTheShareAndStaysInRange(
      @ForAll @IntRange(max = 500) int correct, @ForAll @IntRange(max = 500) int wrong) {
    int trials = Math.max(1, correct + wrong);
    Interval interval = Interval.wilson(Math.min(correct, trials), trials);
    double share = (double) Math.min(correct, trials) / trials;
    assertThat(interval.low()).isBetween(0.0, share + 1e-12);
    assertThat(interval.high()).isBetween(share - 1e-12, 1.0);
  }
}
