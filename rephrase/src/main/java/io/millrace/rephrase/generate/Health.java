package io.millrace.rephrase.generate;

import java.util.List;

/**
 * Result of requesting the models of an endpoint.
 *
 * @param endpoint host and port
 * @param reachable whether it responded without a server error and accepts the API key
 * @param authorized false after status 401; status 403 does not count, because a key may be valid
 *     for completions and not for the list of models
 * @param message describes a failure, or ""
 * @param models names of its models; empty when unknown
 */
public record Health(
    String endpoint, boolean reachable, boolean authorized, String message, List<String> models) {

  public Health {
    models = List.copyOf(models);
  }
}
