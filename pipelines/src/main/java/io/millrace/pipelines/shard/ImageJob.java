package io.millrace.pipelines.shard;

/**
 * What is done with image-text pairs at their shard.
 *
 * @param dedupStage place of {@code image-dedup} among the stages; -1 without it
 * @param maxPages pages that may show an image; with more of them it is a logo or a button
 */
public record ImageJob(int dedupStage, int maxPages) {

  /** Whether pairs with the same image become one. */
  boolean mergesImages() {
    return dedupStage >= 0;
  }
}
