package io.millrace.connectors.fetch.http;

import io.millrace.connectors.fetch.FetchFailure;
import java.util.SortedMap;

/**
 * Limits of a response.
 *
 * @param maxBytes maximum bytes of the body, compressed and decompressed
 * @param cut whether a longer body is cut instead of rejected
 * @param head checks the headers of a response with status 200 before its body is read
 */
public record Wanted(int maxBytes, boolean cut, HeadCheck head) {

  /** Rejects a response because of its headers. */
  public interface HeadCheck {
    void check(SortedMap<String, String> headers) throws FetchFailure;
  }
}
