package io.millrace.rephrase.generate;

/**
 * Told of every try that a server may charge, retries included. Safe for use by several threads;
 * may block for as long as a local transaction takes.
 */
@FunctionalInterface
public interface Meter {

  /** Counts nothing and allows everything. */
  Meter FREE = request -> Charge.NONE;

  /**
   * Called before each try is sent.
   *
   * @throws GenerationException of kind BUDGET or OUT_OF_TIME when the try may not be made
   */
  Charge begin(GenerationRequest request);

  /** What one try costs. Exactly one of the methods is called, once. */
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
