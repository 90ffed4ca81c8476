package io.millrace.trainer.data;

import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;

/** A shard is missing, damaged or of an unknown format; the message names it. */
public final class ShardException extends MillraceException {

  private static final long serialVersionUID = 1L;

  public ShardException(String message) {
    super(ErrorKind.DAMAGED_SHARD, message);
  }

  public ShardException(String message, Throwable cause) {
    super(ErrorKind.DAMAGED_SHARD, message, cause);
  }
}
