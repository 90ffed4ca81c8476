package io.millrace.pipelines.item;

import io.millrace.corpus.DropReason;
import io.millrace.dedup.DuplicateMark;
import io.millrace.pipelines.step.Judged;
import java.util.Optional;
import java.util.SortedMap;

/**
 * An item for a shard (a document, a duplicate mark, counts of a reader, floors of scores), or for
 * the step that fetches images.
 */
public sealed interface ShardItem {

  /** A document at the end of the chain. */
  record Text(Judged judged) implements ShardItem {}

  /** A document repeats an earlier one. */
  record Duplicate(DuplicateMark mark) implements ShardItem {}

  /**
   * What a reader found, counted independently of the documents, so that a lost document shows.
   *
   * @param kind kind of the input
   * @param records input records
   * @param skipped parts of the files that are no records and get no verdict, by kind
   */
  record ReadCounts(String kind, long records, SortedMap<String, Long> skipped)
      implements ShardItem {}

  /**
   * Lowest score of the best pairs.
   *
   * @param floors by language
   */
  record ScoreFloors(SortedMap<String, Double> floors) implements ShardItem {}

  /**
   * An image in the input itself.
   *
   * @param url address of the image
   * @param refused why it must not be used, if its response or a redirect to it says so
   * @param bytes empty when it must not be used
   */
  record ImageBody(String url, Optional<DropReason> refused, byte[] bytes) implements ShardItem {}
}
