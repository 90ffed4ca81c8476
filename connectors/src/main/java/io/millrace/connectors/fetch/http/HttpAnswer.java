package io.millrace.connectors.fetch.http;

import java.util.SortedMap;

/**
 * The response of a server.
 *
 * @param headers those of {@link HttpExchange#HEADERS} by lower-case name; values of a repeated
 *     header are separated by line breaks
 * @param body decoded; empty unless the status is 200
 */
public record HttpAnswer(int status, SortedMap<String, String> headers, byte[] body) {

  public String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
