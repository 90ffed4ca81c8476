package io.millrace.pipelines.step;

import io.millrace.corpus.error.Classified;
import io.millrace.corpus.error.ErrorKind;
import java.io.IOException;

/**
 * A stage cannot start: a model or program that it needs is missing, broken, or does not match its
 * settings.
 */
public final class StagePreparationException extends IOException implements Classified {

  private static final long serialVersionUID = 1L;

  private final String stage;

  public StagePreparationException(String stage, Exception cause) {
    super(cause.getMessage(), cause);
    this.stage = stage;
  }

  /** Name of the stage in recipes. */
  public String stage() {
    return stage;
  }

  @Override
  public ErrorKind errorKind() {
    return ErrorKind.STAGE_NOT_READY;
  }
}
