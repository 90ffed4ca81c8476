package io.millrace.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipelines.flow.Progress;
import io.millrace.pipelines.shard.RephraseProgress;
import io.millrace.rephrase.budget.CallCounts;
import org.junit.jupiter.api.Test;

class RunProgressTest {

  private static CallCounts calls(long calls, long prompt, long completion, long picos) {
    return new CallCounts(calls, 0, calls, 0, 0, 0, prompt, completion, picos, 0, 0);
  }

  private static Progress.Snapshot snapshot(RephraseProgress.Snapshot rephrase) {
    return new Progress.Snapshot(4_000, 3_000, 8_000_000, 2, 4, 1, 8, 0, rephrase);
  }

  @Test
  void readingAndWriting() {
    RephraseProgress.Snapshot none = new RephraseProgress.Snapshot(0, 0, 0, 0, CallCounts.NONE);
    assertThat(RunProgress.text(snapshot(none), 10))
        .isEqualTo(
            "4,000 records, 800 k characters/s, 75.0 % pass, splits 2 of 4, about 10 s to read,"
                + " shards 1 of 8");
  }

  /** A run over small texts reads thousands of characters per second, not millions. */
  @Test
  void slowRunsShowASpeedAboveZero() {
    RephraseProgress.Snapshot none = new RephraseProgress.Snapshot(0, 0, 0, 0, CallCounts.NONE);
    Progress.Snapshot slow = new Progress.Snapshot(2, 1, 34_500, 1, 100, 0, 8, 0, none);
    assertThat(RunProgress.text(slow, 60))
        .isEqualTo(
            "2 records, 575 characters/s, 50.0 % pass, splits 1 of 100, about 99 min to read");
  }

  @Test
  void rephrasingShowsCallsAndAnEstimateOfTheRest() {
    RephraseProgress.Snapshot half =
        new RephraseProgress.Snapshot(
            1_000, 1_300, 1_200, 900, calls(1_250, 500_000, 200_000, 310_000_000_000L));
    assertThat(RunProgress.text(snapshot(half), 10))
        .endsWith(
            "; rephrase: 1,000 records, 1,250 of about 5,000 calls, 700,000 tokens, cost 0.3100,"
                + " 75.0 % of 1,200 answers accepted");
    RephraseProgress.Snapshot first = new RephraseProgress.Snapshot(0, 0, 0, 0, calls(32, 0, 0, 0));
    assertThat(RunProgress.text(snapshot(first), 10))
        .endsWith("; rephrase: 0 records, 32 calls, 0 tokens");
    RephraseProgress.Snapshot known =
        new RephraseProgress.Snapshot(4_000, 1_300, 1_300, 900, CallCounts.NONE);
    assertThat(RunProgress.text(snapshot(known), 10))
        .endsWith("; rephrase: 4,000 records, 0 calls, 0 tokens, 69.2 % of 1,300 answers accepted");
  }
}
