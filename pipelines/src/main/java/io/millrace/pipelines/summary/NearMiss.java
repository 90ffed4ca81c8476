package io.millrace.pipelines.summary;

import io.millrace.corpus.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A document that was dropped a little beyond a limit.
 *
 * @param margin how far beyond, as a share of the larger of value and limit; 0 is on it
 * @param reason key of the reason
 */
public record NearMiss(double margin, String reason, Example example)
    implements Comparable<NearMiss> {

  /** Near misses that are kept of a shard and of a run. */
  public static final int MOST = 10;

  private static final Comparator<NearMiss> ORDER =
      Comparator.comparingDouble((NearMiss each) -> each.margin())
          .thenComparing(each -> each.example().id())
          .thenComparing(NearMiss::reason);

  /** The nearest first; equally near ones by their ids. */
  @Override
  public int compareTo(NearMiss other) {
    return ORDER.compare(this, other);
  }

  /** How far a value is beyond a limit; not a number where there is no limit. */
  static double margin(Verdict.Dropped dropped) {
    double larger = Math.max(Math.abs(dropped.value()), Math.abs(dropped.threshold()));
    return larger == 0 ? 0 : Math.abs(dropped.value() - dropped.threshold()) / larger;
  }

  /** The nearest of both. */
  static List<NearMiss> nearest(List<NearMiss> some, List<NearMiss> more) {
    List<NearMiss> all = new ArrayList<>(some);
    all.addAll(more);
    return all.stream().sorted().limit(MOST).toList();
  }
}
