package io.millrace.rephrase.generate;

import java.util.concurrent.CompletableFuture;

/**
 * A language model that can be asked. Implementations bound their own concurrency, retry what may
 * be tried again, and are safe for use by several threads.
 */
public interface Generator extends AutoCloseable {

  /** Completes with the answer, or exceptionally with a {@link GenerationException}. */
  CompletableFuture<Completion> generate(GenerationRequest request);

  /**
   * As {@link #generate(GenerationRequest)}, with a meter that is asked before each try. A
   * generator that tries more than once overrides this; what is here knows one try.
   */
  default CompletableFuture<Completion> generate(GenerationRequest request, Meter meter) {
    return meter
        .begin(request)
        .thenCompose(
            charge ->
                generate(request)
                    .whenComplete(
                        (completion, failure) -> {
                          if (failure == null) {
                            charge.settle(completion.promptTokens(), completion.completionTokens());
                          } else {
                            charge.assumeWorst();
                          }
                        }));
  }

  @Override
  void close();
}
