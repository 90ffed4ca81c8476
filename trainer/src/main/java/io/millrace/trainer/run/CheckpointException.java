package io.millrace.trainer.run;

import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;

/** A checkpoint is damaged or belongs to another model; the message names the file. */
public final class CheckpointException extends MillraceException {

  private static final long serialVersionUID = 1L;

  public CheckpointException(String message) {
    super(ErrorKind.DAMAGED_CHECKPOINT, message);
  }

  public CheckpointException(String message, Throwable cause) {
    super(ErrorKind.DAMAGED_CHECKPOINT, message, cause);
  }
}
