package io.millrace.app;

import com.tdunning.math.stats.MergingDigest;
import io.millrace.app.report.ReportData;
import io.millrace.corpus.Rule;
import io.millrace.pipelines.run.MillRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** Histograms of the signals that rules look at, from the run's digests. */
final class Distributions {

  private static final int BINS = 40;

  /**
   * Of what is far out, this share is put into the outermost bins, so that the rest can be seen.
   */
  private static final double TAIL = .005;

  private final MillRun.Result result;

  Distributions(MillRun.Result result) {
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
          all.add(distribution(name, rule, digests));
        }
      }
    }
    return all;
  }

  private static ReportData.Distribution distribution(
      String stage, Rule rule, SortedMap<String, MergingDigest> digests) {
    MergingDigest sum = new MergingDigest(200);
    sum.add(List.copyOf(digests.values()));
    double threshold = rule.limit().byDefault();
    List<Double> edges =
        edges(
            Math.min(sum.quantile(TAIL), threshold),
            Math.max(sum.quantile(1 - TAIL), threshold),
            threshold);
    return new ReportData.Distribution(
        stage,
        rule.signal(),
        rule.reason().key(),
        rule.side().name().toLowerCase(Locale.ROOT),
        threshold,
        rule.limit().languages(),
        edges,
        counts(sum, edges));
  }

  /** Bins of equal width, with the limit on an edge: a bin is on one side of it, never on both. */
  private static List<Double> edges(double low, double high, double threshold) {
    double width = high > low ? (high - low) / (BINS - 2) : Math.max(1, Math.abs(low)) / BINS;
    int below = (int) Math.ceil((threshold - low) / width) + 1;
    List<Double> edges = new ArrayList<>();
    for (int i = 0; i <= BINS; i++) {
      edges.add(i == below ? threshold : threshold + (i - below) * width);
    }
    return edges;
  }

  /**
   * Documents between each two edges; what lies beyond the outermost is counted in the last bins.
   */
  private static List<Long> counts(MergingDigest digest, List<Double> edges) {
    List<Long> counts = new ArrayList<>();
    double before = 0;
    for (int i = 1; i < edges.size(); i++) {
      double upTo = i == edges.size() - 1 ? 1 : Math.max(before, digest.cdf(edges.get(i)));
      counts.add(Math.round((upTo - before) * digest.size()));
      before = upTo;
    }
    return counts;
  }
}
