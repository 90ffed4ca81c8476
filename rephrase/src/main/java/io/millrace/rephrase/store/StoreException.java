package io.millrace.rephrase.store;

/** A database cannot be used. The message is one line for people, without secrets. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
