package io.millrace.trainer.run;

import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;

/** A run ended because of a step with the rule {@code fail}, or after too many mishaps. */
public final class MishapException extends MillraceException {

  private static final long serialVersionUID = 1L;

  public MishapException(String message) {
    super(ErrorKind.TRAINING_MISHAPS, message);
  }
}
