package io.millrace.pipelines.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.pipelines.plan.RephrasePlan.Sampled;
import io.millrace.rephrase.gate.AnswerKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RephrasePlanTest {

  private static PlannedCall call(int known) {
    return new PlannedCall(100, 300, 600, AnswerKind.REWRITE, known);
  }

  private static List<Sampled> sample(int count, PlannedCall... calls) {
    return Collections.nCopies(count, new Sampled("", true, List.of(calls)));
  }

  @Test
  void estimatesCallsAndTokensFromTheSample() {
    List<Sampled> sample = new ArrayList<>(sample(10, call(-1), call(-1)));
    sample.addAll(Collections.nCopies(10, new Sampled("langid", false, List.of())));
    RephrasePlan plan = RephrasePlan.of(sample, 2000, 1);
    assertThat(plan.sampled()).isEqualTo(20);
    assertThat(plan.ended()).isEqualTo(Map.of("langid", 10));
    assertThat(plan.passing()).isEqualTo(10);
    assertThat(plan.documents().value()).isCloseTo(1000, within(1e-6));
    assertThat(plan.calls().value()).isCloseTo(2000, within(1e-6));
    assertThat(plan.calls().low()).isLessThan(1900);
    assertThat(plan.calls().high()).isGreaterThan(2100);
    assertThat(plan.promptTokens().value()).isCloseTo(600_000, within(1e-6));
    assertThat(plan.answerTokens().value()).isCloseTo(200_000, within(1e-6));
    assertThat(plan.mostAnswerTokens().value()).isCloseTo(1_200_000, within(1e-6));
    assertThat(plan.cost(1, 2).value()).isCloseTo(1, within(1e-9));
    assertThat(plan.mostCost(1, 2)).isGreaterThan(plan.cost(1, 2).high());
  }

  @Test
  void cachedAnswersNeedNoCall() {
    RephrasePlan plan = RephrasePlan.of(sample(10, call(90)), 1000, 1);
    assertThat(plan.asked()).isEqualTo(10);
    assertThat(plan.known()).isEqualTo(10);
    assertThat(plan.calls()).isEqualTo(Estimate.exactly(0));
    assertThat(plan.promptTokens()).isEqualTo(Estimate.exactly(0));
    assertThat(plan.answerTokens()).isEqualTo(Estimate.exactly(0));
    assertThat(plan.documents().value()).isCloseTo(1000, within(1e-6));
  }

  @Test
  void cachedAnswersPredictTheLengthOfOthers() {
    RephrasePlan few = RephrasePlan.of(sample(19, call(-1), call(150)), 19, 1);
    RephrasePlan enough = RephrasePlan.of(sample(20, call(-1), call(150)), 20, 1);
    assertThat(few.answerTokens().value()).isCloseTo(19 * 100, within(1e-6));
    assertThat(enough.answerTokens().value()).isCloseTo(20 * 150, within(1e-6));
  }

  @Test
  void exactTokenCountsHaveNoErrorFactor() {
    List<Sampled> all = sample(10, call(-1));
    RephrasePlan known = RephrasePlan.of(all, 10, 1, new RephrasePlan.Asking(true, 1));
    assertThat(known.promptTokens()).isEqualTo(Estimate.exactly(3000));
    RephrasePlan estimated = RephrasePlan.of(all, 10, 1);
    assertThat(estimated.promptTokens()).isEqualTo(new Estimate(2250, 3000, 3750));
  }

  @Test
  void answersUntilOnePassesWidenTheInterval() {
    RephrasePlan plan =
        RephrasePlan.of(sample(10, call(-1)), 10, 1, new RephrasePlan.Asking(true, 4));
    assertThat(plan.calls()).isEqualTo(new Estimate(10, 25, 40));
    assertThat(plan.promptTokens()).isEqualTo(new Estimate(3000, 7500, 12_000));
    assertThat(plan.mostAnswerTokens().high()).isEqualTo(4 * 10 * 600);
  }

  @Test
  void emptySampleGivesAnEmptyPlan() {
    RephrasePlan plan = RephrasePlan.of(List.of(), 0, 1);
    assertThat(plan.calls()).isEqualTo(Estimate.exactly(0));
    assertThat(plan.cost(1, 1)).isEqualTo(Estimate.exactly(0));
  }
}
