package io.millrace.connectors.fetch;

import io.millrace.corpus.DropReason;
import java.io.IOException;
import java.util.OptionalLong;

/** Why a request gave no bytes. The exception has no stack trace. */
public final class FetchFailure extends IOException {

  private static final long serialVersionUID = 1;

  private final DropReason reason;
  private final int status;
  private final boolean retryable;
  private final long retryAfterMillis;

  private FetchFailure(
      DropReason reason, String detail, int status, boolean retryable, long retryAfterMillis) {
    super(detail);
    this.reason = reason;
    this.status = status;
    this.retryable = retryable;
    this.retryAfterMillis = retryAfterMillis;
  }

  /** A failure that a retry would not change. */
  public static FetchFailure lasting(DropReason reason, String detail) {
    return new FetchFailure(reason, detail, 0, false, -1);
  }

  public static FetchFailure lasting(DropReason reason, String detail, int status) {
    return new FetchFailure(reason, detail, status, false, -1);
  }

  /** A failure that a retry may overcome. */
  public static FetchFailure passing(DropReason reason, String detail) {
    return new FetchFailure(reason, detail, 0, true, -1);
  }

  /**
   * A status that a retry may overcome.
   *
   * @param retryAfterMillis wait that the server requests, negative for none
   */
  public static FetchFailure passing(
      DropReason reason, String detail, int status, long retryAfterMillis) {
    return new FetchFailure(reason, detail, status, true, retryAfterMillis);
  }

  public DropReason reason() {
    return reason;
  }

  public int status() {
    return status;
  }

  public boolean retryable() {
    return retryable;
  }

  public OptionalLong retryAfterMillis() {
    return retryAfterMillis < 0 ? OptionalLong.empty() : OptionalLong.of(retryAfterMillis);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
