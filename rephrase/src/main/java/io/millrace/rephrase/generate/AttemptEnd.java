package io.millrace.rephrase.generate;

/**
 * Result of one attempt.
 *
 * @param completion the answer, or null
 * @param kind failure of the request when it is not retried; null with an answer
 * @param message describes the failure, or ""
 * @param cause exception of the failure, or null
 * @param charge what the server may have charged
 * @param promptTokens counted by the server, when known
 * @param completionTokens counted by the server, when known
 * @param retryAfterNanos pause that the server requests, or -1
 * @param effect what the attempt shows about the server
 */
record AttemptEnd(
    Completion completion,
    GenerationException.Kind kind,
    String message,
    Throwable cause,
    Charged charge,
    int promptTokens,
    int completionTokens,
    long retryAfterNanos,
    Effect effect) {

  enum Charged {
    COUNTED,
    UNKNOWN,
    NOTHING
  }

  enum Effect {
    /** The server works. */
    WORKS,
    /** The server responds, but not with an answer. */
    ALIVE,
    /** The server is overloaded. */
    OVERLOAD,
    /** The server is silent: overloaded or down. */
    SILENT,
    /** The server does not work. */
    FAILURE
  }

  static AttemptEnd answered(Completion completion) {
    return new AttemptEnd(
        completion,
        null,
        "",
        null,
        Charged.COUNTED,
        completion.promptTokens(),
        completion.completionTokens(),
        -1,
        Effect.WORKS);
  }

  static AttemptEnd failed(
      GenerationException.Kind kind,
      String message,
      Throwable cause,
      Charged charge,
      long retryAfterNanos,
      Effect effect) {
    return new AttemptEnd(null, kind, message, cause, charge, 0, 0, retryAfterNanos, effect);
  }
}
