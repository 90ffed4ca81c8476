package io.millrace.trainer.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void ratesAreContinuousAndInRange(@ForAll("schedules") Sample sample) {
    double[] rates = rates(sample);
    // warm-up and cool-down are the steepest parts, except for one step of the curves
    double shortest = Math.max(1, Math.min(sample.warmUp, sample.coolDown));
    double steepest = sample.peak * (1 / shortest + 4.0 / sample.warmUp);
    for (int i = 1; i < rates.length; i++) {
      assertThat(rates[i]).isBetween(0.0, sample.peak * (1 + 1e-12));
      assertThat(Math.abs(rates[i] - rates[i - 1])).isLessThanOrEqualTo(steepest);
    }
    assertThat(rates[0]).isZero();
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void risesThenFalls(@ForAll("schedules") Sample sample) {
    double[] rates = rates(sample);
    for (int i = 1; i < rates.length; i++) {
      if (i <= sample.warmUp) {
        assertThat(rates[i]).isGreaterThan(rates[i - 1]);
      } else {
        assertThat(rates[i]).isLessThanOrEqualTo(rates[i - 1]);
      }
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void stableLmPiecesHaveEqualValueAndSlope(@ForAll("schedules") Sample sample) {
    Schedule.StableLm2 schedule =
        new Schedule.StableLm2(
            sample.peak, sample.minimum, sample.warmUp, sample.coolDown, sample.total);
    double quarter = sample.total / 4.0;
    double h = sample.total * 1e-5;
    double before = schedule.curve(quarter - h);
    double here = schedule.curve(quarter);
    double after = schedule.curve(quarter + h);
    double scale = sample.peak * 1e-5;
    assertThat(here).isEqualTo((sample.peak + sample.minimum) / 2, within(1e-9 * sample.peak));
    assertThat(after - here).isEqualTo(here - before, within(.01 * scale));
    assertThat((here - before) / h)
        .isEqualTo(
            -Math.PI * (sample.peak - sample.minimum) / sample.total,
            within(.01 * sample.peak / sample.total));
  }

  @Test
  void endsOfEachPiece() {
    Schedule cosine = new Schedule.WarmUpCosine(1, .1, 10, 110);
    assertThat(cosine.at(5)).isEqualTo(.5);
    assertThat(cosine.at(10)).isEqualTo(1);
    assertThat(cosine.at(60)).isEqualTo(.55, within(1e-12));
    assertThat(cosine.at(110)).isEqualTo(.1);
    assertThat(cosine.at(1000)).isEqualTo(.1);
    Schedule root = new Schedule.ReciprocalSquareRoot(1, 25, 20, 120);
    assertThat(root.at(25)).isEqualTo(1);
    assertThat(root.at(100)).isEqualTo(.5);
    assertThat(root.at(110)).isEqualTo(.25);
    assertThat(root.at(120)).isZero();
    Schedule stable = new Schedule.StableLm2(1, 0, 0, 100, 1000);
    assertThat(stable.at(250)).isEqualTo(.5, within(1e-12));
    assertThat(stable.at(900)).isGreaterThan(.1);
    assertThat(stable.at(950)).isEqualTo(stable.at(900) / 2, within(1e-12));
    assertThat(stable.at(1000)).isZero();
  }

  @Test
  void piecesThatDoNotFitAreReported() {
    ScheduleSettings settings = new ScheduleSettings(ScheduleKind.STABLE_LM_2, 1e-3, .1, 100, 100);
    assertThatThrownBy(() -> settings.schedule(50))
        .hasMessage(
            "warm_up is 100 and cool_down is 100; together they must be at most the 50 steps of the"
                + " run");
    assertThatThrownBy(() -> settings.schedule(300)).hasMessageContaining("a quarter");
    assertThat(settings.schedule(400).at(1)).isPositive();
  }

  private static double[] rates(Sample sample) {
    Schedule schedule =
        switch (sample.kind) {
          case WARM_UP_COSINE ->
              new Schedule.WarmUpCosine(sample.peak, sample.minimum, sample.warmUp, sample.total);
          case RECIPROCAL_SQUARE_ROOT ->
              new Schedule.ReciprocalSquareRoot(
                  sample.peak, sample.warmUp, sample.coolDown, sample.total);
          case STABLE_LM_2 ->
              new Schedule.StableLm2(
                  sample.peak, sample.minimum, sample.warmUp, sample.coolDown, sample.total);
        };
    double[] rates = new double[(int) sample.total + 1];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = schedule.at(i);
    }
    return rates;
  }

  @Provide
  Arbitrary<Sample> schedules() {
    return Combinators.combine(
            Arbitraries.of(ScheduleKind.class),
            Arbitraries.doubles().between(.0001, 1).ofScale(4),
            Arbitraries.doubles().between(0, .8),
            Arbitraries.integers().between(1, 100),
            Arbitraries.integers().between(1, 300),
            Arbitraries.integers().between(400, 2000))
        .as(
            (kind, peak, share, warmUp, coolDown, total) ->
                new Sample(kind, peak, peak * share, warmUp, coolDown, total));
  }

  record Sample(
      ScheduleKind kind, double peak, double minimum, long warmUp, long coolDown, long total) {}
}
