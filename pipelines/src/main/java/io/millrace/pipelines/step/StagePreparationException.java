package io.millrace.pipelines.step;

import io.millrace.corpus.error.Classified;
import io.millrace.corpus.error.ErrorKind;
import java.io.IOException;

/**
 * A stage cannot begin: a model or a program that it needs is missing or broken, or does not fit
 * its settings.
 */
public final class StagePreparationException extends IOException implements Classified {

  private static final long serialVersionUID = 1L;

  private final String stage;

  public StagePreparationException(String stage, Exception cause) {
    super(cause.getMessage(), cause);
    this.stage = stage;
  }

  /** Name of the stage, as recipes have it. */
  public String stage() {
    return stage;
  }

  @Override
  public ErrorKind errorKind() {
    return ErrorKind.STAGE_NOT_READY;
  }
}
