package io.millrace.rephrase.store;

import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;

/** A database cannot be used. The message is one line without secrets. */
public final class StoreException extends MillraceException {

  private static final long serialVersionUID = 1;

  public StoreException(String message, Throwable cause) {
    super(ErrorKind.DATABASE_FAILED, message, cause);
  }
}
