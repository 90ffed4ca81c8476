package io.millrace.pipelines.failure;

import io.millrace.corpus.error.Classified;
import io.millrace.corpus.error.ErrorKind;
import java.io.IOException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** Another run took the output. Flink does not restart a job that fails with this. */
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
