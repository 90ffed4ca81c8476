package io.millrace.trainer.data;

/** A shard that is missing, damaged or not of a known format; the message names it. */
public final class ShardException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ShardException(String message) {
    super(message);
  }

  public ShardException(String message, Throwable cause) {
    super(message, cause);
  }
}
