package io.millrace.rephrase.generate;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Sends HTTP requests. Futures fail with an {@link IOException}. */
interface Transport extends AutoCloseable {

  /** Sends JSON. Cancelling the future cancels the exchange. */
  CompletableFuture<Reply> post(URI uri, byte[] json);

  CompletableFuture<Reply> get(URI uri);

  @Override
  void close();

  /**
   * A complete answer.
   *
   * @param retryAfter header Retry-After, or ""
   */
  record Reply(int status, String retryAfter, byte[] body) {}

  /** No connection was made, so the server did not get the request. */
  final class NotConnected extends IOException {
    private static final long serialVersionUID = 1;

    NotConnected(Throwable cause) {
      super("no connection: " + cause.getClass().getSimpleName(), cause);
    }
  }

  /** The answer timed out. */
  final class TooLate extends IOException {
    private static final long serialVersionUID = 1;

    TooLate(String what) {
      super(what);
    }
  }

  /** The answer exceeds the limit of its size. */
  final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;

    TooLarge(int limit) {
      super("the answer is over " + limit + " bytes");
    }
  }
}
