package io.millrace.trainer.run;

/** A checkpoint is damaged, or is not of a model that is wanted; the message names the file. */
public final class CheckpointException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CheckpointException(String message) {
    super(message);
  }

  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
