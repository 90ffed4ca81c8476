package io.millrace.connectors.fetch;

import io.millrace.corpus.DropReason;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The result of fetching an address: bytes, or the reason for their absence. */
public sealed interface FetchResult {

  /** Number of requests for the image, including retries and redirects. */
  int attempts();

  /**
   * The server answered with status 200 and a body.
   *
   * @param body the received bytes; not checked to be an image
   * @param finalUrl address after redirects; for a {@code data:} address only the part before the
   *     comma
   * @param contentType as stated by the server, unverified; "" when missing
   * @param headers headers of the response by lower-case name: {@code etag}, {@code last-modified},
   *     {@code content-language}, {@code x-robots-tag}, {@code tdm-reservation}, {@code
   *     tdm-policy}; values of a repeated header are separated by line breaks
   * @param redirects number of followed redirects
   * @param time from the first request to the last byte, including waits
   */
  record Fetched(
      byte[] body,
      String finalUrl,
      String contentType,
      SortedMap<String, String> headers,
      int redirects,
      int attempts,
      Duration time)
      implements FetchResult {

    public Fetched {
      headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }
  }

  /**
   * The address gave no bytes.
   *
   * @param reason a reason of stage {@code image-fetch}
   * @param detail one line for people
   * @param status status of the last response, 0 without one
   */
  record Failed(DropReason reason, String detail, int status, int attempts) implements FetchResult {

    private static final Set<DropReason> TEMPORARY =
        Set.of(
            DropReason.DNS,
            DropReason.CONNECT,
            DropReason.TIMEOUT,
            DropReason.RESET,
            DropReason.RATE_LIMITED,
            DropReason.SERVER_ERROR);

    /** Whether a later attempt may succeed. */
    public boolean temporary() {
      return TEMPORARY.contains(reason);
    }
  }
}
