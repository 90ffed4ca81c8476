package io.millrace.rephrase.generate;

import java.util.concurrent.CompletableFuture;

/**
 * A client of a language model. Implementations limit their concurrency, retry transient failures,
 * and are thread-safe.
 */
public interface Generator extends AutoCloseable {

  /** Completes with the answer, or exceptionally with a {@link GenerationException}. */
  CompletableFuture<Completion> generate(GenerationRequest request);

  /**
   * Like {@link #generate(GenerationRequest)}, with a meter that is called before each attempt.
   * This default makes one attempt; a generator with retries overrides it.
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
