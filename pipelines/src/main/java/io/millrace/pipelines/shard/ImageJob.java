package io.millrace.pipelines.shard;

import io.millrace.connectors.shards.WebDatasetSettings;

/**
 * What is done with image-text pairs at their shard.
 *
 * @param dedupStage place of {@code image-dedup} among the stages; -1 without it
 * @param maxPages pages that may show an image; with more of them it is a logo or a button
 * @param tars how WebDataset shards are cut
 */
public record ImageJob(int dedupStage, int maxPages, WebDatasetSettings tars) {

  /** Whether pairs with the same image become one. */
  boolean mergesImages() {
    return dedupStage >= 0;
  }
}
