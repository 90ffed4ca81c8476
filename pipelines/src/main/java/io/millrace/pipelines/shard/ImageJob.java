package io.millrace.pipelines.shard;

import io.millrace.api.PerLanguage;
import io.millrace.pipelines.step.image.PageOptOut;
import io.millrace.shards.pair.WebDatasetSettings;

/**
 * What is done with image-text pairs at their shard.
 *
 * @param dedupStage place of {@code image-dedup} among the stages; -1 without it
 * @param maxPages pages that may show an image; with more of them it is a logo or a button
 * @param maxSameCaption images that may have the same caption
 * @param scoreStage place of {@code image-score} among the stages; -1 without it
 * @param scoreSignal place of the score among the signals; -1 without it
 * @param optOut which pairs may not be used
 * @param optOutStage place of {@code image-fetch} among the stages; -1 without it
 * @param tars how WebDataset shards are cut
 */
public record ImageJob(
    int dedupStage,
    int maxPages,
    PerLanguage maxSameCaption,
    int scoreStage,
    int scoreSignal,
    PageOptOut optOut,
    int optOutStage,
    WebDatasetSettings tars) {

  /** Whether pairs with the same image become one. */
  boolean mergesImages() {
    return dedupStage >= 0;
  }
}
