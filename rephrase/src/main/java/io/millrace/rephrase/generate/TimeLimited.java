package io.millrace.rephrase.generate;

import io.millrace.rephrase.generate.GenerationException.Kind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Fails all requests as OUT_OF_TIME after a time limit from the first request, including those in
 * flight. Which requests fail depends on the speed of the model.
 */
public final class TimeLimited implements Generator {

  private final Generator generator;
  private final int seconds;
  private final Scheduler scheduler;
  private long begin;
  private boolean begun;

  /** Closing also closes the generator and the scheduler. */
  public TimeLimited(Generator generator, int seconds, Scheduler scheduler) {
    this.generator = generator;
    this.seconds = seconds;
    this.scheduler = scheduler;
  }

  @Override
  public CompletableFuture<Completion> generate(GenerationRequest request) {
    return generate(request, Meter.FREE);
  }

  @Override
  public CompletableFuture<Completion> generate(GenerationRequest request, Meter meter) {
    long left = left();
    if (left <= 0) {
      return CompletableFuture.failedFuture(outOfTime());
    }
    CompletableFuture<Completion> result = new CompletableFuture<>();
    Scheduler.Pending end = scheduler.after(left, () -> result.completeExceptionally(outOfTime()));
    generator
        .generate(request, each -> begin(each, meter))
        .whenComplete(
            (completion, failure) -> {
              end.cancel();
              if (failure == null) {
                result.complete(completion);
              } else {
                result.completeExceptionally(failure);
              }
            });
    return result;
  }

  /** Rejects requests that waited until the time limit. */
  private CompletableFuture<Meter.Charge> begin(GenerationRequest request, Meter meter) {
    if (left() <= 0) {
      return CompletableFuture.failedFuture(outOfTime());
    }
    return meter
        .begin(request)
        .thenApply(
            charge -> {
              if (left() <= 0) {
                charge.release();
                throw outOfTime();
              }
              return charge;
            });
  }

  private synchronized long left() {
    long now = scheduler.nanoTime();
    if (!begun) {
      begun = true;
      begin = now;
    }
    return begin + TimeUnit.SECONDS.toNanos(seconds) - now;
  }

  private GenerationException outOfTime() {
    return new GenerationException(
        Kind.OUT_OF_TIME, "the time limit of " + seconds + " s is reached", null);
  }

  @Override
  public void close() {
    generator.close();
    scheduler.close();
  }
}
