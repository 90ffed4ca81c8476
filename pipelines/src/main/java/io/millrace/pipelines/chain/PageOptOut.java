package io.millrace.pipelines.chain;

import java.util.Map;
import java.util.Set;

/**
 * Whether a page reserves its images: a directive to robots ({@code noai}, {@code noimageai},
 * {@code noindex}, {@code noimageindex}, {@code none}), or the TDM Reservation Protocol. Read from
 * the metadata that extraction writes.
 */
public final class PageOptOut {

  private static final Set<String> DIRECTIVES =
      Set.of("noai", "noimageai", "noindex", "noimageindex", "none");

  private PageOptOut() {}

  /**
   * @param metadata of a page or pair: {@code robots}, {@code tdm_reservation}, and what the
   *     image's own server said, {@code image_tdm_reservation}
   */
  public static boolean of(Map<String, String> metadata) {
    if (metadata.getOrDefault("tdm_reservation", "").equals("1")
        || metadata.getOrDefault("image_tdm_reservation", "").strip().equals("1")) {
      return true;
    }
    for (String directive : metadata.getOrDefault("robots", "").split(",")) {
      if (DIRECTIVES.contains(directive.strip())) {
        return true;
      }
    }
    return false;
  }
}
