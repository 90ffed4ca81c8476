package io.millrace.rephrase.generate;

import static io.millrace.rephrase.generate.AttemptEnd.Charged.COUNTED;
import static io.millrace.rephrase.generate.AttemptEnd.Charged.NOTHING;
import static io.millrace.rephrase.generate.AttemptEnd.Charged.UNKNOWN;
import static io.millrace.rephrase.generate.AttemptEnd.Effect.ALIVE;
import static io.millrace.rephrase.generate.AttemptEnd.Effect.FAILURE;
import static io.millrace.rephrase.generate.AttemptEnd.Effect.OVERLOAD;
import static io.millrace.rephrase.generate.AttemptEnd.Effect.SILENT;

import io.millrace.rephrase.generate.GenerationException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;

/**
 * Reads the result of an attempt. The charge is unknown when the server may have done the work:
 * after a timeout, a broken connection, a status 5xx other than 503, and an answer without token
 * counts.
 */
final class AttemptReader {

  private final OpenAiWire wire;
  private final Duration retryAfterCap;

  AttemptReader(OpenAiWire wire, OpenAiSettings.Retries settings) {
    this.wire = wire;
    retryAfterCap = Duration.ofNanos((long) (settings.retryAfterCapSeconds() * 1e9));
  }

  /**
   * @param known whether the server may accept this key; then status 403 concerns the request, for
   *     example a firewall that rejects a text
   */
  AttemptEnd read(
      GenerationRequest request,
      Transport.Reply reply,
      Throwable failure,
      Instant now,
      boolean known) {
    if (failure != null) {
      return failed(failure instanceof CompletionException ? failure.getCause() : failure);
    }
    if (reply.status() / 100 == 2) {
      return answered(request, reply);
    }
    String said = wire.errorMessage(reply.body());
    String message = "status " + reply.status() + (said.isEmpty() ? "" : ", " + said);
    long retryAfter = RetryAfter.nanos(reply.retryAfter(), now, retryAfterCap).orElse(-1);
    return switch (reply.status()) {
      case 408, 409, 425, 429, 503, 529 ->
          AttemptEnd.failed(Kind.OVERLOADED, message, null, NOTHING, retryAfter, OVERLOAD);
      default ->
          reply.status() >= 500
              ? AttemptEnd.failed(Kind.UNAVAILABLE, message, null, UNKNOWN, retryAfter, FAILURE)
              : AttemptEnd.failed(
                  reply.status() == 401 || reply.status() == 403 && !known
                      ? Kind.UNAUTHORIZED
                      : Kind.REJECTED,
                  message,
                  null,
                  NOTHING,
                  -1,
                  ALIVE);
    };
  }

  /** Result of an attempt whose answer cannot be read. The server may have charged it. */
  static AttemptEnd unreadable(Throwable failure) {
    return AttemptEnd.failed(
        Kind.MALFORMED_ANSWER,
        "the answer cannot be read: " + failure,
        failure,
        UNKNOWN,
        -1,
        ALIVE);
  }

  /**
   * Whether a health check shows that the server may work. A server that accepts the connection and
   * does not respond may be busy: one with a single slot answers nothing else meanwhile. The next
   * request shows whether it is down.
   */
  static boolean mayWork(Transport.Reply reply, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause == null
        ? reply.status() < 500 && reply.status() != 429
        : cause instanceof Transport.TooLate;
  }

  private AttemptEnd answered(GenerationRequest request, Transport.Reply reply) {
    try {
      return AttemptEnd.answered(wire.read(reply.body(), request));
    } catch (OpenAiWire.Malformed malformed) {
      boolean counted = malformed.promptTokens >= 0 && malformed.completionTokens >= 0;
      return new AttemptEnd(
          null,
          Kind.MALFORMED_ANSWER,
          malformed.getMessage(),
          null,
          counted ? COUNTED : UNKNOWN,
          malformed.promptTokens,
          malformed.completionTokens,
          -1,
          ALIVE);
    }
  }

  private static AttemptEnd failed(Throwable failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    if (failure instanceof Transport.NotConnected) {
      return AttemptEnd.failed(Kind.UNAVAILABLE, message, failure, NOTHING, -1, FAILURE);
    }
    if (failure instanceof Transport.TooLate) {
      return AttemptEnd.failed(Kind.TIMEOUT, message, failure, UNKNOWN, -1, SILENT);
    }
    if (failure instanceof Transport.TooLarge) {
      return AttemptEnd.failed(Kind.MALFORMED_ANSWER, message, failure, UNKNOWN, -1, ALIVE);
    }
    return AttemptEnd.failed(
        Kind.UNAVAILABLE, "the connection broke: " + message, failure, UNKNOWN, -1, FAILURE);
  }
}
