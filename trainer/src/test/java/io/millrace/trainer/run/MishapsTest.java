package io.millrace.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MishapsTest {

  private static final RunCounts NONE = new RunCounts(0, 0, 0);

  @Test
  void spikeIsALossAboveTheMeanOfAFullWindow() {
    Mishaps mishaps =
        new Mishaps(new MishapSettings(MishapRule.SKIP, MishapRule.SKIP, 2, 3, 5), List.of(), NONE);
    assertThat(mishaps.judge(1, 1, 1).name()).isEmpty();
    assertThat(mishaps.judge(2, 9, 1).name()).isEmpty();
    assertThat(mishaps.judge(3, 2, 1).name()).isEmpty();
    // the mean of 1, 9 and 2 is 4
    assertThat(mishaps.judge(4, 8, 1).name()).isEmpty();
    assertThat(mishaps.losses()).containsExactly(9.0, 2.0, 8.0);
    assertThat(mishaps.judge(5, 13, 1))
        .isEqualTo(new Mishaps.Verdict(MishapRule.SKIP, "spike, skipped"));
    assertThat(mishaps.losses()).containsExactly(9.0, 2.0, 8.0);
    assertThat(mishaps.counts()).isEqualTo(new RunCounts(1, 0, 1));
  }

  @Test
  void spikeThatIsKeptIsCountedAndRemembered() {
    Mishaps mishaps =
        new Mishaps(
            new MishapSettings(MishapRule.SKIP, MishapRule.KEEP, 1.5, 1, 0), List.of(2.0), NONE);
    assertThat(mishaps.judge(1, 4, 1))
        .isEqualTo(new Mishaps.Verdict(MishapRule.KEEP, "spike, kept"));
    assertThat(mishaps.losses()).containsExactly(4.0);
    assertThat(mishaps.counts()).isEqualTo(new RunCounts(0, 0, 1));
  }

  @Test
  void stepsThatAreNotFiniteAreNeverTaken() {
    Mishaps mishaps =
        new Mishaps(
            new MishapSettings(MishapRule.ROLL_BACK, MishapRule.KEEP, 1.5, 1, 1),
            List.of(2.0),
            new RunCounts(0, 0, 3));
    assertThat(mishaps.judge(1, 1, Double.POSITIVE_INFINITY).rule())
        .isEqualTo(MishapRule.ROLL_BACK);
    assertThat(mishaps.counts()).isEqualTo(new RunCounts(0, 1, 3));
    assertThatThrownBy(() -> mishaps.judge(2, Double.NaN, 1))
        .isInstanceOf(MishapException.class)
        .hasMessage(
            "step 2: the loss is NaN and the gradient's norm is 1.0; more mishaps than the 1 allowed");
    assertThatThrownBy(() -> new MishapSettings(MishapRule.KEEP, MishapRule.KEEP, 1.5, 1, 1))
        .hasMessageStartingWith("not_finite is keep");
  }
}
