package io.millrace.rephrase.fake;

/** What goes wrong with a request. */
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
  /** Takes the request, works, and says nothing. */
  HANG(true, false),
  /** Sends the head and half of the body, then nothing. */
  HANG_IN_BODY(true, false),
  /** Breaks the connection before it works. */
  RESET(false, false),
  /** Works, and breaks the connection in the middle of the answer. */
  RESET_IN_BODY(true, false),
  HALF_JSON(true, false),
  EMPTY_CHOICES(true, true),
  NO_USAGE(true, false),
  WRONG_MODEL(true, true),
  HUGE_ANSWER(true, false),
  /** Well-formed: what it says is for the gates. */
  REFUSAL(true, true),
  /** Well-formed: what it says is for the gates. */
  OTHER_LANGUAGE(true, true);

  /** Whether the server spends tokens. */
  final boolean works;

  /** Whether the client can read how many. */
  final boolean tells;

  Fault() {
    this(true, true);
  }

  Fault(boolean works, boolean tells) {
    this.works = works;
    this.tells = tells;
  }
}
