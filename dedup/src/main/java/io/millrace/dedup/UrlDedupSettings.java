package io.millrace.dedup;

import io.millrace.api.Setting;
import java.util.List;

/** Settings of the stage {@code dedup-url}. */
public record UrlDedupSettings(
    @Setting("Leave addresses that name a host and nothing else alone, as CulturaX does.")
        boolean keepBareDomains,
    @Setting("Names of query parameters to ignore; a trailing * stands for any ending.")
        List<String> trackingParameters) {

  public UrlDedupSettings {
    trackingParameters = List.copyOf(trackingParameters);
    for (String name : trackingParameters) {
      int star = name.indexOf('*');
      if (name.isBlank() || star == 0 || (star > 0 && star < name.length() - 1)) {
        throw new IllegalArgumentException(
            "tracking_parameters has '" + name + "', must be a name, or its beginning and a *");
      }
    }
  }

  public static UrlDedupSettings defaults() {
    return new UrlDedupSettings(
        true,
        List.of(
            ("utm_* mtm_* pk_* piwik_* matomo_* hsa_* gclid gclsrc dclid gbraid wbraid"
                    + " fbclid fb_action_ids fb_action_types fb_source msclkid yclid ysclid"
                    + " twclid ttclid igshid igsh li_fat_id mc_cid mc_eid _ga _gl _hsenc _hsmi"
                    + " mkt_tok oly_anon_id oly_enc_id vero_id wickedid srsltid s_kwcid ef_id"
                    + " phpsessid jsessionid aspsessionid*")
                .split(" ")));
  }
}
