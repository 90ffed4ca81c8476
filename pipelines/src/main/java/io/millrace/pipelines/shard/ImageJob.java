package io.millrace.pipelines.shard;

import io.millrace.api.PerLanguage;
import io.millrace.pipelines.step.image.PageOptOut;
import io.millrace.shards.pair.WebDatasetSettings;

/**
 * Settings for the image-text pairs of a shard.
 *
 * @param dedupStage index of the stage {@code image-dedup}; -1 without it
 * @param maxPages most pages that show an image; an image on more pages is a logo or a button
 * @param maxSameCaption most images with the same caption
 * @param scoreStage index of the stage {@code image-score}; -1 without it
 * @param scoreSignal index of the score among the signals; -1 without it
 * @param optOut finds pairs that must not be used
 * @param optOutStage index of the stage {@code image-fetch}; -1 without it
 * @param tars sizes of WebDataset shards
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

  /** Whether pairs with the same image are merged. */
  boolean mergesImages() {
    return dedupStage >= 0;
  }
}
