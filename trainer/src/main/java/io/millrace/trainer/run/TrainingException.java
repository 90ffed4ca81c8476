package io.millrace.trainer.run;

/** A run cannot begin, or not go on from its checkpoint; the message says why. */
public final class TrainingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TrainingException(String message) {
    super(message);
  }

  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}
