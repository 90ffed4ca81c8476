package io.millrace.extract;

import io.millrace.corpus.FailReason;

/** A page of a supported type could not be extracted; the message is one line for users. */
public final class ExtractionException extends Exception {

  private static final long serialVersionUID = 1L;

  private final FailReason reason;

  public ExtractionException(String message) {
    this(FailReason.EXTRACTION_FAILED, message, null);
  }

  public ExtractionException(String message, Throwable cause) {
    this(FailReason.EXTRACTION_FAILED, message, cause);
  }

  /**
   * @param cause the exception that caused it, or null
   */
  public ExtractionException(FailReason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /**
   * The kind of failure: {@code EXTRACTION_FAILED}, {@code TOO_LARGE}, {@code TIME_LIMIT} or {@code
   * MEMORY_LIMIT}.
   */
  public FailReason reason() {
    return reason;
  }
}
