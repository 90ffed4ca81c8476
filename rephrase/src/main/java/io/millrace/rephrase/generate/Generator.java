package io.millrace.rephrase.generate;

import java.util.concurrent.CompletableFuture;

/**
 * A language model that can be asked. Implementations bound their own concurrency, retry what may
 * be tried again, and are safe for use by several threads.
 */
public interface Generator extends AutoCloseable {

  /** Completes with the answer, or exceptionally with a {@link GenerationException}. */
  CompletableFuture<Completion> generate(GenerationRequest request);

  @Override
  void close();
}
