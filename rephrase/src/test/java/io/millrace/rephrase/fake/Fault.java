package io.millrace.rephrase.fake;

/** Fault of a request. */
public enum Fault {
  NONE,
  TOO_MANY_REQUESTS(false, false),
  TOO_MANY_REQUESTS_WITH_SECONDS(false, false),
  SERVER_ERROR(true, false),
  UNAVAILABLE_WITH_SECONDS(false, false),
  UNAVAILABLE_WITH_DATE(false, false),
  BAD_REQUEST(false, false),
  /** Refuses the API key. */
  UNAUTHORIZED(false, false),
  REDIRECT(false, false),
  /** Works, but never answers. */
  HANG(true, false),
  /** Stops sending in the middle of the body. */
  HANG_IN_BODY(true, false),
  /** Resets the connection before it works. */
  RESET(false, false),
  /** Works, then resets the connection in the middle of the answer. */
  RESET_IN_BODY(true, false),
  HALF_JSON(true, false),
  EMPTY_CHOICES(true, true),
  NO_USAGE(true, false),
  WRONG_MODEL(true, true),
  HUGE_ANSWER(true, false),
  /** Well-formed; its text fails the gates. */
  REFUSAL(true, true),
  /** Well-formed; its text fails the gates. */
  OTHER_LANGUAGE(true, true);

  /** Whether the server spends tokens. */
  final boolean works;

  /** Whether the client gets the token counts. */
  final boolean tells;

  Fault() {
    this(true, true);
  }

  Fault(boolean works, boolean tells) {
    this.works = works;
    this.tells = tells;
  }
}
