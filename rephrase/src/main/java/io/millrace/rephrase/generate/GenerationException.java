package io.millrace.rephrase.generate;

import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;

/** No completion came of a request, after all retries. */
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

  /** Whose fault it is and whether another request may fare better. */
  public enum Kind {
    /** No server could be reached, or none that is healthy. */
    UNAVAILABLE,
    /** The server took the request and gave no answer in time. */
    TIMEOUT,
    /** The server kept refusing for its load. */
    OVERLOADED,
    /** The server refused this request: too long, unknown model, not allowed. */
    REJECTED,
    /** The server refuses the API key, or wants one: no request will fare better. */
    UNAUTHORIZED,
    /** The answer was not what the API promises: half JSON, no choice, too large, wrong model. */
    MALFORMED_ANSWER,
    /** A local model's process died. */
    CRASHED,
    /** The budget does not allow the call. */
    BUDGET,
    /** The time for asking is over. */
    OUT_OF_TIME
  }
}
