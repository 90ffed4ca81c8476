package io.millrace.app.run;

import com.tdunning.math.stats.Centroid;
import com.tdunning.math.stats.MergingDigest;
import io.millrace.api.Rule;
import io.millrace.app.report.ReportData;
import io.millrace.pipelines.commit.RunResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** Histograms of the signals with rules, from the run's t-digests. */
public final class Distributions {

  private static final int BINS = 40;

  /** Share of the values at each end that the outermost bin takes, so that the rest is visible. */
  private static final double TAIL = .005;

  private final RunResult result;

  Distributions(RunResult result) {
    this.result = result;
  }

  List<ReportData.Distribution> all() {
    List<ReportData.Distribution> all = new ArrayList<>();
    for (int stage = 0; stage < result.stages().size(); stage++) {
      String name = result.stages().get(stage);
      for (Rule rule : result.rules().get(stage)) {
        SortedMap<String, MergingDigest> digests =
            result
                .summary()
                .distributions()
                .getOrDefault(name + "." + rule.signal(), Collections.emptySortedMap());
        if (!digests.isEmpty()) {
          long zeros = result.summary().zeros().getOrDefault(name + "." + rule.signal(), 0L);
          all.add(distribution(name, rule, digests, zeros));
        }
      }
    }
    return all;
  }

  /**
   * The histogram of one signal. Zeros have a bin of their own where no value is negative, because
   * many signals are 0 for most documents.
   */
  static ReportData.Distribution distribution(
      String stage, Rule rule, SortedMap<String, MergingDigest> digests, long allZeros) {
    MergingDigest sum = new MergingDigest(200);
    sum.add(List.copyOf(digests.values()));
    double threshold = rule.limit().byDefault();
    boolean counts = sum.getMin() >= 0 && threshold >= 0;
    long zeros = counts ? allZeros : 0;
    double share = (double) zeros / sum.size();
    List<Double> edges =
        edges(
            Math.min(sum.quantile(share + TAIL * (1 - share)), threshold),
            Math.max(sum.quantile(1 - TAIL * (1 - share)), threshold),
            threshold,
            counts ? 0 : Double.NEGATIVE_INFINITY);
    return new ReportData.Distribution(
        stage,
        rule.signal(),
        rule.reason().key(),
        rule.side().name().toLowerCase(Locale.ROOT),
        threshold,
        rule.limit().languages(),
        zeros,
        edges,
        counts(sum, zeros, edges, threshold, rule.side()));
  }

  /**
   * Bins of equal width. The limit is an edge, so no bin is on both sides of it. The first bin
   * begins at the least possible value.
   */
  private static List<Double> edges(double low, double high, double threshold, double least) {
    double width = high > low ? (high - low) / (BINS - 2) : Math.max(1, Math.abs(low)) / BINS;
    int below = (int) Math.ceil((threshold - low) / width) + 1;
    List<Double> edges = new ArrayList<>();
    for (int i = 0; i <= BINS; i++) {
      double edge = i == below ? threshold : threshold + (i - below) * width;
      double next = i + 1 == below ? threshold : threshold + (i + 1 - below) * width;
      if (edge > least || i < BINS && next > least) {
        edges.add(Math.max(edge, least));
      }
    }
    return edges;
  }

  /**
   * Documents in each bin, without the zeros that are counted separately. The outermost bins
   * include all values beyond them. Values equal to the limit count on the side that passes.
   */
  private static List<Long> counts(
      MergingDigest digest, long zeros, List<Double> edges, double threshold, Rule.Side side) {
    List<Long> counts = new ArrayList<>();
    long before = zeros;
    for (int i = 1; i < edges.size(); i++) {
      long upTo =
          i == edges.size() - 1
              ? digest.size()
              : edges.get(i) == threshold
                  ? upToLimit(digest, threshold, side)
                  : Math.round(digest.cdf(edges.get(i)) * digest.size());
      counts.add(Math.max(0, upTo - before));
      before = Math.max(before, upTo);
    }
    return counts;
  }

  /**
   * Documents below the limit, plus those equal to it where the rule is "at most". The digest's own
   * distribution would count half of the equal values on each side.
   */
  private static long upToLimit(MergingDigest digest, double threshold, Rule.Side side) {
    long below = 0;
    long on = 0;
    for (Centroid centroid : digest.centroids()) {
      below += centroid.mean() < threshold ? centroid.count() : 0;
      on += centroid.mean() == threshold ? centroid.count() : 0;
    }
    return on == 0
        ? Math.round(digest.cdf(threshold) * digest.size())
        : below + (side == Rule.Side.AT_MOST ? on : 0);
  }
}
