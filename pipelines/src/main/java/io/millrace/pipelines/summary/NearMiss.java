package io.millrace.pipelines.summary;

import io.millrace.corpus.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A document that was dropped close to a limit.
 *
 * @param margin distance of value and limit, as a share of the larger of both; 0 is on the limit
 * @param reason key of the reason
 */
public record NearMiss(double margin, String reason, Example example)
    implements Comparable<NearMiss> {

  /** Most near misses of a shard and of a run. */
  public static final int MOST = 10;

  private static final Comparator<NearMiss> ORDER =
      Comparator.comparingDouble((NearMiss each) -> each.margin())
          .thenComparing(each -> each.example().id())
          .thenComparing(NearMiss::reason);

  /** By margin, then by id. */
  @Override
  public int compareTo(NearMiss other) {
    return ORDER.compare(this, other);
  }

  /** The margin; NaN without a limit. */
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
