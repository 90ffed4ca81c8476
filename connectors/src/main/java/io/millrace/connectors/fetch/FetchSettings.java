package io.millrace.connectors.fetch;

import io.millrace.api.Setting;
import io.millrace.corpus.Version;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How images are fetched. */
public record FetchSettings(
    @Setting(value = "Most requests at once, over all hosts.", min = 1, max = 10_000)
        int concurrency,
    @Setting(
            value = "Most addresses taken in and not answered; whoever gives one more waits.",
            min = 1,
            max = 1_000_000)
        int waiting,
    @Setting(value = "Most requests at once to a host.", min = 1, max = 1000) int hostConnections,
    @Setting(value = "Most requests a second to a host.", min = .001, max = 1_000_000)
        double hostRate,
    @Setting(
            value =
                "Longest crawl-delay of a robots.txt in seconds that is kept to; a longer one is"
                    + " taken for this.",
            min = 0,
            max = 3600)
        double maxCrawlDelaySeconds,
    @Setting(
            value = "Most retries after 429, 5xx, no connection and broken connections.",
            min = 0,
            max = 20)
        int retries,
    @Setting(
            value = "First wait before a retry in seconds; it doubles each time.",
            min = .001,
            max = 600)
        double backoffSeconds,
    @Setting(
            value = "Longest wait in seconds that a server's Retry-After is granted.",
            min = 0,
            max = 3600)
        double maxRetryAfterSeconds,
    @Setting(value = "Seconds to connect.", min = .01, max = 600) double connectSeconds,
    @Setting(
            value =
                "Seconds from the request, name resolution included, to the answer's last byte.",
            min = .01,
            max = 3600)
        double timeoutSeconds,
    @Setting(value = "Most bytes of an image.", min = 1, max = 1 << 30) int maxBytes,
    @Setting(value = "Most bytes of an image inside a data: address.", min = 0, max = 1 << 20)
        int maxDataBytes,
    @Setting(
            value = "Most bytes of images on their way at once; servers wait while it is used up.",
            min = 2 << 20)
        long maxBufferedBytes,
    @Setting(value = "Most redirects followed.", min = 0, max = 20) int maxRedirects,
    @Setting("Name that the fetcher goes by; robots.txt and X-Robots-Tag may address it.")
        String userAgent,
    @Setting("Web or mail address of whoever runs this, for the owners of sites.") String contact,
    @Setting("Keep to robots.txt.") boolean robots,
    @Setting("Words of X-Robots-Tag that keep an image out; none stands for noindex.")
        List<String> optOut,
    @Setting("Keep to TDM reservations: the header, and /.well-known/tdmrep.json.")
        boolean tdmReservation,
    @Setting(
            "Networks, addresses and hosts fetched from though they are private or reserved: '127.0.0.0/8',"
                + " '::1', 'intranet.example'.")
        List<String> allowAddresses) {

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z][A-Za-z_-]{0,63}");
  private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e&&[^()\\\\]]{0,200}");

  public FetchSettings {
    optOut = optOut.stream().map(word -> word.strip().toLowerCase(Locale.ROOT)).toList();
    allowAddresses = List.copyOf(allowAddresses);
    if (!TOKEN.matcher(userAgent).matches()) {
      // RFC 9309, section 2.2.1: letters, '_' and '-'; else no robots.txt could name it
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

  /** Value of the User-Agent header: who asks, whom to write to, and how to keep images out. */
  public String userAgentHeader() {
    return userAgent
        + "/"
        + Version.TEXT
        + " ("
        + (contact.isEmpty() ? "" : "+" + contact + "; ")
        + "image-text data; opt out by robots.txt, X-Robots-Tag: noai, or TDMRep)";
  }
}
