package io.millrace.pipelines.flow;

import java.io.Serializable;

/**
 * Which records of the input a run takes, by the hashes of their ids: the choice does not depend on
 * file names or workers. A larger sample contains the smaller ones. Records with the same id are
 * taken together.
 *
 * @param share share of all ids, about; above 0 to 1
 * @param limit most ids, those with the smallest hashes; 0 for no limit
 */
public record Sampling(double share, long limit) implements Serializable {

  /** Kind of skipped records that are not in the sample. */
  public static final String NOT_SAMPLED = "not_sampled";

  /** Every record. */
  public static final Sampling ALL = new Sampling(1, 0);

  /** Largest limit: the ids are held in memory. */
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

  /** Whether the sample can leave out records. */
  public boolean isOn() {
    return !equals(ALL);
  }
}
