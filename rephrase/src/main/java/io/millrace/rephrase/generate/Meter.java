package io.millrace.rephrase.generate;

import java.util.concurrent.CompletableFuture;

/**
 * Is called before and after each attempt that a server may charge, including retries. Thread-safe.
 */
@FunctionalInterface
public interface Meter {

  /** Counts nothing and allows all attempts. */
  Meter FREE = request -> CompletableFuture.completedFuture(Charge.NONE);

  /**
   * Called before each attempt, in order. Does not block: the attempt is sent when the future
   * completes, and not sent when it completes exceptionally, for example with a {@link
   * GenerationException} of kind BUDGET or OUT_OF_TIME.
   */
  CompletableFuture<Charge> begin(GenerationRequest request);

  /**
   * Charge of one attempt. Exactly one of its methods is called, once; it may block for the
   * duration of a local transaction.
   */
  interface Charge {

    /** Charge of {@link Meter#FREE}. */
    Charge NONE =
        new Charge() {
          @Override
          public void settle(int promptTokens, int completionTokens) {}

          @Override
          public void assumeWorst() {}

          @Override
          public void release() {}
        };

    /** The server sent its token counts. */
    void settle(int promptTokens, int completionTokens);

    /** The server accepted the request and sent no counts: it may have charged the maximum. */
    void assumeWorst();

    /** The server did no work. */
    void release();
  }
}
