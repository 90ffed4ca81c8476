package io.millrace.connectors.models;

import io.millrace.corpus.error.Classified;
import io.millrace.corpus.error.ErrorKind;
import java.io.IOException;
import java.util.List;

/**
 * A model is not available. The message has a line for each place tried, and says which file to put
 * where.
 */
public final class ModelUnavailableException extends IOException implements Classified {

  private final transient List<String> tried;

  ModelUnavailableException(ModelSpec spec, List<String> tried, String remedy) {
    super(message(spec, tried, remedy));
    this.tried = List.copyOf(tried);
  }

  /** Each place tried, with the reason of its failure. */
  public List<String> tried() {
    return tried;
  }

  private static String message(ModelSpec spec, List<String> tried, String remedy) {
    StringBuilder message = new StringBuilder("the model '" + spec.name() + "' is not available\n");
    tried.forEach(line -> message.append("  ").append(line).append('\n'));
    return message.append(remedy).toString();
  }

  @Override
  public ErrorKind errorKind() {
    return ErrorKind.MODEL_UNAVAILABLE;
  }
}
