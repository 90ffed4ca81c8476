package io.millrace.pipelines.output;

import io.millrace.corpus.error.Classified;
import io.millrace.corpus.error.ErrorKind;
import java.io.IOException;

/** Another process works on the output; the message names it and says what to do. */
public final class OutputInUseException extends IOException implements Classified {

  private static final long serialVersionUID = 1L;

  OutputInUseException(String message) {
    super(message);
  }

  @Override
  public ErrorKind errorKind() {
    return ErrorKind.OUTPUT_IN_USE;
  }
}
