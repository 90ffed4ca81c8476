package io.millrace.pipelines.flow;

import io.millrace.corpus.Hash128;
import java.io.Serializable;

/**
 * Decides by the id whether a record is in the sample of a run. Serializable.
 *
 * @param sampling the request
 * @param last largest hash in the sample, in hexadecimal; empty without a limit
 */
public record SampleFilter(Sampling sampling, String last) implements Serializable {

  /** Takes every record. */
  static final SampleFilter ALL = new SampleFilter(Sampling.ALL, "");

  boolean isOn() {
    return !equals(ALL);
  }

  /** Independent of the hashes that decide on shards, mixes and held-out documents. */
  public static Hash128 hash(String id) {
    return Hash128.of("sample\n" + id);
  }

  public boolean takes(String id) {
    Hash128 hash = hash(id);
    double share = sampling.share();
    boolean inShare = share == 1 || (hash.high() >>> 11) * 0x1p-53 < share;
    return inShare && (last.isEmpty() || hash.compareTo(Hash128.fromHex(last)) <= 0);
  }
}
