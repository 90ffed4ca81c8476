package io.millrace.rephrase.budget;

import io.millrace.rephrase.cache.CacheKey;
import io.millrace.rephrase.cache.CachedCompletion;
import io.millrace.rephrase.cache.CompletionCache;
import io.millrace.rephrase.generate.Completion;
import io.millrace.rephrase.generate.GenerationException;
import io.millrace.rephrase.generate.GenerationException.Kind;
import io.millrace.rephrase.generate.GenerationRequest;
import io.millrace.rephrase.generate.Generator;
import io.millrace.rephrase.generate.Meter;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The one place through which models are asked: what the cache knows is not asked; who asks what
 * another is asking waits for that answer; every try reserves room in the budget before it is sent,
 * and the server's count replaces the reservation; the answer goes into the cache before anyone
 * gets it. So a process that dies at any moment has paid for nothing that it will pay for again,
 * but for calls in flight.
 *
 * <p>Safe for use by several threads. The generator, the cache and the budget remain their owner's
 * to close, the generator first.
 */
public final class MeteredGenerator {

  private final Generator generator;
  private final CompletionCache cache;
  private final Optional<Budget> budget;
  private final SortedMap<String, Price> prices;
  private final TokenBound bound;
  private final LongSupplier millis;
  private final Map<CacheKey, CompletableFuture<CallOutcome>> inFlight = new ConcurrentHashMap<>();

  private final LongAdder calls = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder answers = new LongAdder();
  private final LongAdder cached = new LongAdder();
  private final LongAdder shared = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder promptTokens = new LongAdder();
  private final LongAdder completionTokens = new LongAdder();
  private final LongAdder picos = new LongAdder();
  private final LongAdder assumedTokens = new LongAdder();
  private final LongAdder assumedPicos = new LongAdder();

  /**
   * @param budget empty when nothing is limited
   * @param prices of the models that will be asked
   * @param bound most tokens of a prompt
   */
  public MeteredGenerator(
      Generator generator,
      CompletionCache cache,
      Optional<Budget> budget,
      SortedMap<String, Price> prices,
      TokenBound bound) {
    this(generator, cache, budget, prices, bound, System::currentTimeMillis);
  }

  MeteredGenerator(
      Generator generator,
      CompletionCache cache,
      Optional<Budget> budget,
      SortedMap<String, Price> prices,
      TokenBound bound,
      LongSupplier millis) {
    this.generator = generator;
    this.cache = cache;
    this.budget = budget;
    this.prices = new TreeMap<>(prices);
    this.bound = bound;
    this.millis = millis;
  }

  /**
   * Asks. The future completes exceptionally only when the cache or the budget cannot be used, or
   * the server refuses the API key ({@link GenerationException}): then nothing more should be
   * asked.
   *
   * @param prompt hash of the prompt that the messages were made from, or ""
   * @throws IllegalArgumentException when the model has no price
   */
  public CompletableFuture<CallOutcome> ask(String prompt, GenerationRequest request) {
    Price price = prices.get(request.model());
    if (price == null) {
      throw new IllegalArgumentException("model '" + request.model() + "' has no price");
    }
    CacheKey key = CacheKey.of(prompt, request);
    CompletableFuture<CallOutcome> mine = new CompletableFuture<>();
    CompletableFuture<CallOutcome> first = inFlight.putIfAbsent(key, mine);
    if (first != null) {
      return first.thenApply(this::shared);
    }
    try {
      Optional<CachedCompletion> known = cache.get(key);
      if (known.isPresent()) {
        cached.increment();
        finish(key, mine, new CallOutcome.Cached(known.get().completion()));
      } else {
        generator
            .generate(request, new CallMeter(price, request))
            .whenComplete(
                (completion, failure) -> end(key, mine, price, request, completion, failure));
      }
    } catch (RuntimeException failed) {
      fail(key, mine, failed);
    }
    return mine;
  }

  private CallOutcome shared(CallOutcome others) {
    if (others instanceof CallOutcome.Refused) {
      refused.increment();
      return others;
    }
    shared.increment();
    return others instanceof CallOutcome.Generated generated
        ? new CallOutcome.Cached(generated.completion())
        : others;
  }

  private void end(
      CacheKey key,
      CompletableFuture<CallOutcome> mine,
      Price price,
      GenerationRequest request,
      Completion completion,
      Throwable thrown) {
    Throwable failure = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (failure instanceof GenerationException none && none.kind() != Kind.UNAUTHORIZED) {
      refused.increment();
      finish(key, mine, new CallOutcome.Refused(none.kind(), none.getMessage()));
      return;
    }
    if (failure != null) {
      fail(key, mine, failure);
      return;
    }
    try {
      long cost = price.picos(completion.promptTokens(), completion.completionTokens());
      CachedCompletion stays =
          cache.put(
              key, new CachedCompletion(completion, request.model(), cost, millis.getAsLong()));
      answers.increment();
      finish(key, mine, new CallOutcome.Generated(stays.completion(), cost));
    } catch (RuntimeException failed) {
      fail(key, mine, failed);
    }
  }

  private void finish(CacheKey key, CompletableFuture<CallOutcome> mine, CallOutcome outcome) {
    inFlight.remove(key, mine);
    mine.complete(outcome);
  }

  private void fail(CacheKey key, CompletableFuture<CallOutcome> mine, Throwable failure) {
    inFlight.remove(key, mine);
    mine.completeExceptionally(failure);
  }

  /** What it came to so far. */
  public CallCounts counts() {
    return new CallCounts(
        calls.sum(),
        retries.sum(),
        answers.sum(),
        cached.sum(),
        shared.sum(),
        refused.sum(),
        promptTokens.sum(),
        completionTokens.sum(),
        picos.sum(),
        assumedTokens.sum(),
        assumedPicos.sum());
  }

  /** Counts the tries of one request and reserves room for each. */
  private final class CallMeter implements Meter {
    private final Price price;
    private final long prompt;
    private final int max;
    private boolean tried;

    CallMeter(Price price, GenerationRequest request) {
      this.price = price;
      this.prompt = bound.promptTokens(request);
      this.max = request.sampling().maxTokens();
    }

    @Override
    public CompletableFuture<Charge> begin(GenerationRequest request) {
      return budget.isEmpty()
          ? CompletableFuture.completedFuture(begun(Optional.empty()))
          : budget
              .get()
              .reserve(price, prompt, max)
              .thenApply(
                  reservation -> {
                    if (reservation.isEmpty()) {
                      throw new GenerationException(
                          Kind.BUDGET,
                          "the budget has no room for " + (prompt + max) + " tokens more",
                          null);
                    }
                    return begun(reservation);
                  });
    }

    private Charge begun(Optional<Reservation> reservation) {
      calls.increment();
      synchronized (this) {
        if (tried) {
          retries.increment();
        }
        tried = true;
      }
      return new CallCharge(price, prompt, max, reservation);
    }
  }

  private final class CallCharge implements Meter.Charge {
    private final Price price;
    private final long prompt;
    private final int max;
    private final Optional<Reservation> reservation;

    CallCharge(Price price, long prompt, int max, Optional<Reservation> reservation) {
      this.price = price;
      this.prompt = prompt;
      this.max = max;
      this.reservation = reservation;
    }

    @Override
    public void settle(int counted, int completion) {
      promptTokens.add(counted);
      completionTokens.add(completion);
      picos.add(price.picos(counted, completion));
      reservation.ifPresent(room -> room.settle(counted, completion));
    }

    @Override
    public void assumeWorst() {
      assumedTokens.add(prompt + max);
      assumedPicos.add(price.picos(prompt, max));
      reservation.ifPresent(Reservation::assumeWorst);
    }

    @Override
    public void release() {
      reservation.ifPresent(Reservation::release);
    }
  }
}
