package io.millrace.pipelines.flow;

import java.io.Serializable;

/**
 * Which records of the input a run takes, by the hashes of their ids: the same records whatever
 * their files are called and whoever reads them. The records of a smaller sample are in a larger
 * one. Records that share an id are taken together.
 *
 * @param share about this share of all ids, above 0 to 1
 * @param limit of these at most so many ids, those with the smallest hashes; 0 for all
 */
public record Sampling(double share, long limit) implements Serializable {

  /** What records that are not in the sample of a run are counted as, among what was skipped. */
  public static final String NOT_SAMPLED = "not_sampled";

  /** Every record. */
  public static final Sampling ALL = new Sampling(1, 0);

  /** So many ids are held in memory to find the smallest. */
  public static final long MAX_LIMIT = 1_000_000;

  public Sampling {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "--sample is " + share + "; it must be above 0 and at most 1");
    }
    if (limit < 0 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "--limit is " + limit + "; it must be between 1 and " + MAX_LIMIT);
    }
  }

  /** Whether some records may be left out. */
  public boolean isOn() {
    return !equals(ALL);
  }
}
