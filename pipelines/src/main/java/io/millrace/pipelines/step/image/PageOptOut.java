package io.millrace.pipelines.step.image;

import io.millrace.connectors.fetch.FetchSettings;
import io.millrace.connectors.fetch.OptOut;
import io.millrace.corpus.DropReason;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a pair may be used, by what its page and its image's server said of it: directives to
 * robots, or the TDM Reservation Protocol. Read from the metadata that extraction and {@link
 * FetchStep} write, so it can be asked before the image is fetched and again before it is written.
 */
public final class PageOptOut {

  private final OptOut optOut;

  /**
   * @param settings which directives of headers are honoured, and by which name we are addressed
   */
  public PageOptOut(FetchSettings settings) {
    this.optOut = new OptOut(settings);
  }

  /**
   * Why it may not be used, if so.
   *
   * @param metadata of the pair: {@code robots} and {@code tdm_reservation} of its page, {@code
   *     image_x_robots_tag} and {@code image_tdm_reservation} of its image
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
