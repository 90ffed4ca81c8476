package io.millrace.rephrase.generate;

import java.util.List;

/**
 * What an endpoint said when asked for its models.
 *
 * @param endpoint host and port
 * @param reachable whether it answered at all and without a server error
 * @param message what was wrong, or ""
 * @param models names of its models; empty when it does not tell
 */
public record Health(String endpoint, boolean reachable, String message, List<String> models) {

  public Health {
    models = List.copyOf(models);
  }
}
