package io.millrace.rephrase.generate;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Sends requests; what it completes with exceptionally is an {@link IOException}. */
interface Transport extends AutoCloseable {

  /** Sends JSON. Cancelling the future ends the exchange. */
  CompletableFuture<Reply> post(URI uri, byte[] json);

  CompletableFuture<Reply> get(URI uri);

  @Override
  void close();

  /**
   * A whole answer.
   *
   * @param retryAfter the header Retry-After, or ""
   */
  record Reply(int status, String retryAfter, byte[] body) {}

  /** No connection came about, so that the server knows nothing of the request. */
  final class NotConnected extends IOException {
    private static final long serialVersionUID = 1;

    NotConnected(Throwable cause) {
      super("no connection: " + cause.getClass().getSimpleName(), cause);
    }
  }

  /** The answer did not come in time. */
  final class TooLate extends IOException {
    private static final long serialVersionUID = 1;

    TooLate(String what) {
      super(what);
    }
  }

  /** The answer was cut off at the limit. */
  final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;

    TooLarge(int limit) {
      super("the answer is over " + limit + " bytes");
    }
  }
}
