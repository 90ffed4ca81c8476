package io.millrace.pipelines.summary;

import io.millrace.corpus.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Number of documents of a language with the same verdict.
 *
 * @param language language at the verdict, "" before it was identified
 * @param stage index of the stage with the verdict; -1 for records that cannot be read, {@link
 *     Integer#MAX_VALUE} for documents that are kept or sampled out at emission
 * @param reason key of the drop or fail reason, "" when kept
 * @param documents input records
 * @param copies records written to shards
 * @param bytes UTF-8 bytes of the texts, each counted once
 */
public record Ending(
    String language,
    int stage,
    Outcome outcome,
    String reason,
    long documents,
    long copies,
    long bytes) {

  /** What the documents of an ending have in common. */
  record Key(String language, int stage, Outcome outcome, String reason) {}

  /** Adds up documents, copies and bytes by key. */
  static final class Sums {
    private final SortedMap<Key, long[]> sums =
        new TreeMap<>(
            Comparator.comparing(Key::language)
                .thenComparing(Key::stage)
                .thenComparing(Key::outcome)
                .thenComparing(Key::reason));

    void add(Key key, long documents, long copies, long bytes) {
      long[] sum = sums.computeIfAbsent(key, each -> new long[3]);
      sum[0] += documents;
      sum[1] += copies;
      sum[2] += bytes;
    }

    List<Ending> toList() {
      List<Ending> all = new ArrayList<>();
      sums.forEach(
          (key, sum) ->
              all.add(
                  new Ending(
                      key.language(),
                      key.stage(),
                      key.outcome(),
                      key.reason(),
                      sum[0],
                      sum[1],
                      sum[2])));
      return all;
    }
  }
}
