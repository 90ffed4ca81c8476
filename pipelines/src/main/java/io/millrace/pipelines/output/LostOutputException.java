package io.millrace.pipelines.output;

import java.io.IOException;

/** The output belongs to another run than the one that wants to write to it. */
public final class LostOutputException extends IOException {

  private static final long serialVersionUID = 1L;

  LostOutputException(String message) {
    super(message);
  }
}
