package io.millrace.pipelines.failure;

import io.millrace.corpus.error.Classified;
import io.millrace.corpus.error.ErrorKind;
import java.io.IOException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * The output belongs to another run than the one that wants to write to it. Flink does not start
 * such a run again.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class LostOutputException extends IOException implements Classified {

  private static final long serialVersionUID = 1L;

  public LostOutputException(String message) {
    super(message);
  }

  @Override
  public ErrorKind errorKind() {
    return ErrorKind.OUTPUT_LOST;
  }
}
