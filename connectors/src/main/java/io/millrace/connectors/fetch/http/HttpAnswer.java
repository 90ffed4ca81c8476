package io.millrace.connectors.fetch.http;

import java.util.SortedMap;

/**
 * What a server answered.
 *
 * @param headers those of {@link HttpExchange#HEADERS}, by lower-case name; the values of a
 *     repeated one are lines
 * @param body decoded; empty unless the status is 200
 */
public record HttpAnswer(int status, SortedMap<String, String> headers, byte[] body) {

  /** The header's value, or "". */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
