package io.millrace.pipelines.step.image;

import io.millrace.connectors.fetch.FetchSettings;
import io.millrace.connectors.fetch.OptOut;
import io.millrace.corpus.DropReason;
import java.util.Map;
import java.util.Optional;

/**
 * Checks whether the page of a pair or the server of its image forbids the use, by directives for
 * robots or the TDM Reservation Protocol. Reads the metadata that extraction and {@link FetchStep}
 * write, so it works before the image is fetched and again before the pair is written.
 */
public final class PageOptOut {

  private final OptOut optOut;

  /**
   * @param settings which directives of headers count, and the name of our robot
   */
  public PageOptOut(FetchSettings settings) {
    this.optOut = new OptOut(settings);
  }

  /**
   * The reason why the pair must not be used, if any.
   *
   * @param metadata metadata of the pair: {@code robots} and {@code tdm_reservation} of its page,
   *     {@code image_x_robots_tag} and {@code image_tdm_reservation} of its image
   */
  public Optional<DropReason> of(Map<String, String> metadata) {
    return optOut
        .ofPage(metadata.getOrDefault("robots", ""), metadata.getOrDefault("tdm_reservation", ""))
        .or(
            () ->
                optOut.ofHeaders(
                    metadata.getOrDefault("image_x_robots_tag", ""),
                    metadata.getOrDefault("image_tdm_reservation", "")))
        .map(OptOut.Refusal::reason);
  }
}
