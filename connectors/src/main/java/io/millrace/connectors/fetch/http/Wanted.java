package io.millrace.connectors.fetch.http;

import io.millrace.connectors.fetch.FetchFailure;
import java.util.SortedMap;

/**
 * What a request is good for.
 *
 * @param maxBytes most bytes of the body, also when it is unpacked
 * @param cut whether a longer body is cut there, not refused
 * @param head looks at the head of an answer with status 200 before the body comes
 */
public record Wanted(int maxBytes, boolean cut, HeadCheck head) {

  /** Refuses an answer for its headers. */
  public interface HeadCheck {
    void check(SortedMap<String, String> headers) throws FetchFailure;
  }
}
