package io.millrace.rephrase.generate;

import io.millrace.rephrase.generate.GenerationException.Kind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Answers for so long after the first request, then fails everything as OUT_OF_TIME, also what is
 * being asked. Which requests that are depends on the speed of the model.
 */
public final class TimeLimited implements Generator {

  private final Generator generator;
  private final int seconds;
  private final Scheduler scheduler;
  private long begin;
  private boolean begun;

  /** Closes the generator and the scheduler with itself. */
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

  /** What waited for its turn until the end is not asked any more. */
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
    return new GenerationException(Kind.OUT_OF_TIME, "the " + seconds + " s are over", null);
  }

  @Override
  public void close() {
    generator.close();
    scheduler.close();
  }
}
