package io.millrace.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.tdunning.math.stats.MergingDigest;
import io.millrace.api.PerLanguage;
import io.millrace.api.Rule;
import io.millrace.app.report.ReportData;
import io.millrace.corpus.DropReason;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DistributionsTest {

  private static ReportData.Distribution of(Rule rule, long zeros, double... values) {
    MergingDigest digest = new MergingDigest(200);
    for (long i = 0; i < zeros; i++) {
      digest.add(0);
    }
    for (double value : values) {
      digest.add(value);
    }
    TreeMap<String, MergingDigest> digests = new TreeMap<>();
    digests.put("en", digest);
    return Distributions.distribution("c4", rule, digests, zeros);
  }

  private static long beyond(ReportData.Distribution found) {
    long sum = 0;
    for (int i = 0; i < found.counts().size(); i++) {
      double middle = (found.edges().get(i) + found.edges().get(i + 1)) / 2;
      boolean passes =
          found.side().equals("at_least")
              ? middle >= found.threshold()
              : middle <= found.threshold();
      sum += passes ? 0 : found.counts().get(i);
    }
    return sum;
  }

  private static long sum(ReportData.Distribution found) {
    return found.counts().stream().mapToLong(Long::longValue).sum();
  }

  /** Regression: half of the zeros were shown beyond a limit of 0. */
  @Test
  void zerosHaveTheirOwnBin() {
    Rule none = Rule.atMost(DropReason.C4_LOREM_IPSUM, "lorem_ipsum", PerLanguage.of(0));
    ReportData.Distribution found = of(none, 5_000, 1, 1, 7);
    assertThat(found.zeros()).isEqualTo(5_000);
    assertThat(sum(found)).isEqualTo(3);
    assertThat(beyond(found)).isEqualTo(3);
    assertThat(found.edges().get(0)).isZero();

    ReportData.Distribution all = of(none, 40);
    assertThat(all.zeros()).isEqualTo(40);
    assertThat(sum(all)).isZero();
  }

  @Test
  void noBinIsBelowZeroWithoutNegativeValues() {
    Rule words = Rule.atLeast(DropReason.TOO_FEW_WORDS, "words", PerLanguage.of(50));
    ReportData.Distribution found = of(words, 10, 3, 20, 49, 50, 51, 400, 9_000);
    assertThat(found.edges().get(0)).isNotNegative();
    assertThat(found.edges()).isSorted().doesNotHaveDuplicates().contains(50.);
    assertThat(sum(found)).isEqualTo(7);
  }

  /** Values equal to the limit pass. A digest mixes some neighbours, but half would be 500 off. */
  @Test
  void valuesEqualToTheLimitCountAsPassing() {
    double[] values = new double[5_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 + i % 5;
    }
    Rule least = Rule.atLeast(DropReason.C4_TOO_FEW_SENTENCES, "sentences", PerLanguage.of(3));
    assertThat(beyond(of(least, 0, values))).isBetween(1_750L, 2_250L);
    Rule most = Rule.atMost(DropReason.C4_LOREM_IPSUM, "lorem_ipsum", PerLanguage.of(3));
    assertThat(beyond(of(most, 0, values))).isBetween(1_750L, 2_250L);
  }

  @Test
  void zerosHaveNoBinWithNegativeValues() {
    Rule score = Rule.atLeast(DropReason.C4_TOO_FEW_SENTENCES, "score", PerLanguage.of(-1));
    ReportData.Distribution found = of(score, 4, -3, -2, -.5, 2);
    assertThat(found.zeros()).isZero();
    assertThat(sum(found)).isEqualTo(8);
  }
}
