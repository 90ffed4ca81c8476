package io.millrace.pipelines.shard;

import io.millrace.corpus.Hash128;
import io.millrace.pipelines.chain.Judged;
import java.util.SortedMap;

/** What meets at a shard: documents, marks of duplicates, and the readers' own counts. */
public sealed interface ShardItem {

  /** A document at the end of the chain. */
  record Text(Judged judged) implements ShardItem {}

  /**
   * Says that a document repeats an earlier one.
   *
   * @param stage place in the recipe of the stage that compared them
   * @param leaderTimestamp timestamp of the earlier one as its mark carries it; with {@code
   *     duplicateOf} it orders several marks of one document
   * @param similarity 0..1; 1 for equal keys
   */
  record Duplicate(
      Hash128 id, int stage, Hash128 duplicateOf, long leaderTimestamp, double similarity)
      implements ShardItem {}

  /**
   * What a reader says it handed on, counted apart from the documents themselves.
   *
   * @param records input records
   * @param skipped things in the files that ask for no verdict, by kind
   */
  record ReadCounts(long records, SortedMap<String, Long> skipped) implements ShardItem {}
}
