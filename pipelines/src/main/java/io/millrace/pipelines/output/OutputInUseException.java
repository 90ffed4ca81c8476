package io.millrace.pipelines.output;

import java.io.IOException;

/** Another process works on the output; the message says which, and what to do. */
public final class OutputInUseException extends IOException {

  private static final long serialVersionUID = 1L;

  OutputInUseException(String message) {
    super(message);
  }
}
