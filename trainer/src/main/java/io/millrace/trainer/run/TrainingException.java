package io.millrace.trainer.run;

import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;

/** A run cannot begin or cannot continue from its checkpoint; the message says why. */
public final class TrainingException extends MillraceException {

  private static final long serialVersionUID = 1L;

  public TrainingException(String message) {
    super(ErrorKind.TRAINING_REFUSED, message);
  }

  public TrainingException(String message, Throwable cause) {
    super(ErrorKind.TRAINING_REFUSED, message, cause);
  }
}
