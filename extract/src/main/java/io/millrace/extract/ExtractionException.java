package io.millrace.extract;

/** A page of a supported type that could not be taken apart; the message is one line for people. */
public final class ExtractionException extends Exception {

  private static final long serialVersionUID = 1L;

  public ExtractionException(String message) {
    super(message);
  }

  public ExtractionException(String message, Throwable cause) {
    super(message, cause);
  }
}
