package io.millrace.connectors.fetch;

import io.millrace.api.Setting;
import io.millrace.corpus.Version;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How images are fetched. */
public record FetchSettings(
    @Setting(value = "Maximum concurrent requests to all hosts.", min = 1, max = 10_000)
        int concurrency,
    @Setting(
            value = "Maximum accepted and unanswered addresses; callers wait for a free place.",
            min = 1,
            max = 1_000_000)
        int waiting,
    @Setting(value = "Maximum concurrent requests to a host.", min = 1, max = 1000)
        int hostConnections,
    @Setting(value = "Maximum requests a second to a host.", min = .001, max = 1_000_000)
        double hostRate,
    @Setting(
            value =
                "Longest crawl delay of a robots.txt in seconds; longer ones are shortened to it.",
            min = 0,
            max = 3600)
        double maxCrawlDelaySeconds,
    @Setting(
            value = "Maximum retries after 429, 5xx, and failed or broken connections.",
            min = 0,
            max = 20)
        int retries,
    @Setting(
            value = "First wait before a retry in seconds; it doubles each time.",
            min = .001,
            max = 600)
        double backoffSeconds,
    @Setting(
            value = "Longest Retry-After of a server in seconds that is obeyed.",
            min = 0,
            max = 3600)
        double maxRetryAfterSeconds,
    @Setting(value = "Maximum seconds to connect.", min = .01, max = 600) double connectSeconds,
    @Setting(
            value =
                "Maximum seconds from the request, including name resolution, to the last byte.",
            min = .01,
            max = 3600)
        double timeoutSeconds,
    @Setting(value = "Maximum bytes of an image.", min = 1, max = 1 << 30) int maxBytes,
    @Setting(value = "Maximum bytes of an image inside a data: address.", min = 0, max = 1 << 20)
        int maxDataBytes,
    @Setting(
            value = "Maximum bytes of images in transfer; reading pauses while it is used up.",
            min = 2 << 20)
        long maxBufferedBytes,
    @Setting(value = "Maximum redirects.", min = 0, max = 20) int maxRedirects,
    @Setting("Name of the fetcher, which robots.txt and X-Robots-Tag may address.")
        String userAgent,
    @Setting("Web or mail address of the operator, for site owners.") String contact,
    @Setting("Obey robots.txt.") boolean robots,
    @Setting("Directives of X-Robots-Tag that exclude an image; none counts as noindex.")
        List<String> optOut,
    @Setting("Obey TDM reservations: the header, and /.well-known/tdmrep.json.")
        boolean tdmReservation,
    @Setting(
            "Private or reserved networks, addresses and hosts that may be contacted: '127.0.0.0/8', '::1',"
                + " 'intranet.example'.")
        List<String> allowAddresses) {

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z][A-Za-z_-]{0,63}");
  private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e&&[^()\\\\]]{0,200}");

  public FetchSettings {
    optOut = optOut.stream().map(word -> word.strip().toLowerCase(Locale.ROOT)).toList();
    allowAddresses = List.copyOf(allowAddresses);
    if (!TOKEN.matcher(userAgent).matches()) {
      // RFC 9309, section 2.2.1: a robots.txt can name only letters, '_' and '-'
      throw new IllegalArgumentException(
          "user_agent is '" + userAgent + "'; it has letters, '_' and '-' only, at most 64");
    }
    if (!PRINTABLE.matcher(contact).matches()) {
      throw new IllegalArgumentException(
          "contact is '" + contact + "'; it is one web or mail address without spaces");
    }
    if (maxBufferedBytes < 2L * maxBytes) {
      throw new IllegalArgumentException(
          "max_buffered_bytes is " + maxBufferedBytes + ", less than twice max_bytes " + maxBytes);
    }
    AddressRules.allowing(allowAddresses);
  }

  public static FetchSettings defaults() {
    return new FetchSettings(
        256,
        20_000,
        6,
        10,
        10,
        2,
        1,
        30,
        10,
        30,
        16 << 20,
        64 << 10,
        256 << 20,
        5,
        "millrace",
        "",
        true,
        List.of("noai", "noimageai", "noindex", "noimageindex"),
        true,
        List.of());
  }

  /** Value of the User-Agent header: program, contact, and how to opt out. */
  public String userAgentHeader() {
    String purpose = "image-text data; opt out by robots.txt, X-Robots-Tag: noai, or TDMRep)";
    String owner = contact.isEmpty() ? "" : "+" + contact + "; ";
    return userAgent + "/" + Version.TEXT + " (" + owner + purpose;
  }
}
