package io.millrace.pipelines.item;

import io.millrace.corpus.DropReason;
import io.millrace.dedup.DuplicateMark;
import io.millrace.pipelines.step.Judged;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What meets at a shard: documents, marks of duplicates, and the readers' own counts; and what
 * meets where images are fetched.
 */
public sealed interface ShardItem {

  /** A document at the end of the chain. */
  record Text(Judged judged) implements ShardItem {}

  /** Says that a document repeats an earlier one. */
  record Duplicate(DuplicateMark mark) implements ShardItem {}

  /**
   * What a reader says it handed on, counted apart from the documents themselves.
   *
   * @param kind kind of the input
   * @param records input records
   * @param skipped things in the files that ask for no verdict, by kind
   */
  record ReadCounts(String kind, long records, SortedMap<String, Long> skipped)
      implements ShardItem {}

  /**
   * What pairs of each language must score at least to be among the best.
   *
   * @param floors by language
   */
  record ScoreFloors(SortedMap<String, Double> floors) implements ShardItem {}

  /**
   * An image that lies in the input itself.
   *
   * @param url its address
   * @param refused why it may not be used, if its response or a redirect to it says so
   * @param bytes empty when it may not
   */
  record ImageBody(String url, Optional<DropReason> refused, byte[] bytes) implements ShardItem {}
}
