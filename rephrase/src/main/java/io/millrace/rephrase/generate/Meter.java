package io.millrace.rephrase.generate;

import java.util.concurrent.CompletableFuture;

/**
 * Told of every try that a server may charge, retries included. Safe for use by several threads.
 */
@FunctionalInterface
public interface Meter {

  /** Counts nothing and allows everything. */
  Meter FREE = request -> CompletableFuture.completedFuture(Charge.NONE);

  /**
   * Called before each try is sent, in the order of the tries. Does not block: the try is sent when
   * the future completes, and not made when it completes exceptionally, as with a {@link
   * GenerationException} of kind BUDGET or OUT_OF_TIME.
   */
  CompletableFuture<Charge> begin(GenerationRequest request);

  /**
   * What one try costs. Exactly one of the methods is called, once; it may block for as long as a
   * local transaction takes.
   */
  interface Charge {

    /** Of a meter that counts nothing. */
    Charge NONE =
        new Charge() {
          @Override
          public void settle(int promptTokens, int completionTokens) {}

          @Override
          public void assumeWorst() {}

          @Override
          public void release() {}
        };

    /** The server named its count. */
    void settle(int promptTokens, int completionTokens);

    /** The server took the request and never named a count: it may have charged all of it. */
    void assumeWorst();

    /** The server certainly did no work. */
    void release();
  }
}
