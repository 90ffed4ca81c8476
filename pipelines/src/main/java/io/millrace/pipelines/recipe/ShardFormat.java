package io.millrace.pipelines.recipe;

/** File formats of shards. */
public enum ShardFormat {
  /** JSON Lines, compressed by zstd. */
  JSONL,
  /** Apache Parquet. */
  PARQUET
}
