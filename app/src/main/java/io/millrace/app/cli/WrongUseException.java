package io.millrace.app.cli;

import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;

/** A command asks for something that cannot be done; the exit status is 2. */
public final class WrongUseException extends MillraceException {

  private static final long serialVersionUID = 1L;

  public WrongUseException(String message) {
    super(ErrorKind.WRONG_USE, message);
  }

  public WrongUseException(Exception cause) {
    super(ErrorKind.WRONG_USE, cause.getMessage(), cause);
  }

  public WrongUseException(String message, Exception cause) {
    super(ErrorKind.WRONG_USE, message, cause);
  }
}
