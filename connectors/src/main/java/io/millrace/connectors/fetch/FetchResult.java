package io.millrace.connectors.fetch;

import io.millrace.corpus.DropReason;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What came of fetching an address: bytes, or the reason why there are none. */
public sealed interface FetchResult {

  /** How often the image was asked for, retries and redirects included. */
  int attempts();

  /**
   * The server answered with status 200 and a body.
   *
   * @param body the bytes as they came; nobody has looked whether they are an image
   * @param finalUrl address after redirects; of a {@code data:} address only what stands before the
   *     comma
   * @param contentType as the server says, not to be trusted; "" when it does not say
   * @param headers of the answer, by lower-case name: {@code etag}, {@code last-modified}, {@code
   *     content-language}, {@code x-robots-tag}, {@code tdm-reservation}, {@code tdm-policy}; the
   *     values of a repeated one are lines
   * @param redirects followed
   * @param time from the first request to the last byte, waits between them included
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
   * There are no bytes.
   *
   * @param reason one of stage {@code image-fetch}
   * @param detail for people: what was seen
   * @param status of the last answer, 0 when there was none
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

    /** Whether it may well be otherwise at another time. */
    public boolean temporary() {
      return TEMPORARY.contains(reason);
    }
  }
}
