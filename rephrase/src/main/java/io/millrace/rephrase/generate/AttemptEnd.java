package io.millrace.rephrase.generate;

/**
 * How one try ended.
 *
 * @param completion the answer, or null when there is none
 * @param kind what the request ends as when it is not tried again; null with an answer
 * @param message what went wrong, or ""
 * @param cause the exception behind it, or null
 * @param charge what the server may have charged
 * @param promptTokens its count, when known
 * @param completionTokens its count, when known
 * @param retryAfterNanos how long the server wants to be left alone, or -1
 * @param effect what it says about the server
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
    /** It works. */
    WORKS,
    /** It answers, though not as it should. */
    ALIVE,
    /** It has too much to do. */
    OVERLOAD,
    /** It is silent, which may be either. */
    SILENT,
    /** It does not work. */
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
