package io.millrace.rephrase.generate;

import java.util.List;

/**
 * What an endpoint said when asked for its models.
 *
 * @param endpoint host and port
 * @param reachable whether it answered at all, without a server error, and takes the API key
 * @param authorized whether it may take the API key: false after status 401. Status 403 says
 *     nothing here, as keys may be good for answers and not for a list of models
 * @param message what was wrong, or ""
 * @param models names of its models; empty when it does not tell
 */
public record Health(
    String endpoint, boolean reachable, boolean authorized, String message, List<String> models) {

  public Health {
    models = List.copyOf(models);
  }
}
