package io.millrace.rephrase.generate;

import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;

/** A request failed after all retries. */
public final class GenerationException extends MillraceException {

  private static final long serialVersionUID = 1;

  private final Kind kind;

  public GenerationException(Kind kind, String message, Throwable cause) {
    super(ErrorKind.MODEL_SERVER_FAILED, message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** Cause of the failure. */
  public enum Kind {
    /** No healthy server can be reached. */
    UNAVAILABLE,
    /** The server accepted the request and did not answer in time. */
    TIMEOUT,
    /** The server refused repeatedly because of its load. */
    OVERLOADED,
    /** The server refused this request: too long, unknown model, not allowed. */
    REJECTED,
    /** The server refuses the API key or requires one; all requests would fail. */
    UNAUTHORIZED,
    /** The answer violates the API: incomplete JSON, no choice, too large, wrong model. */
    MALFORMED_ANSWER,
    /** The process of a local model died. */
    CRASHED,
    /** The budget has no room for the call. */
    BUDGET,
    /** The time limit is reached. */
    OUT_OF_TIME
  }
}
