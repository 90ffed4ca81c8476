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
 * All calls to models go through this class. It returns cached answers; it joins equal requests in
 * flight; each attempt reserves room in the budget before it is sent, and the count of the server
 * replaces the reservation; the answer is in the cache before anyone gets it. So after the death of
 * a process only calls in flight are paid twice.
 *
 * <p>Thread-safe. The owner closes the generator, the cache and the budget, the generator first.
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
   * @param prices of the models that are used
   * @param bound upper bound of the tokens of a prompt
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
   * Asks a model. The future completes exceptionally only when the cache or the budget cannot be
   * used, or the server refuses the API key ({@link GenerationException}); further calls would fail
   * too.
   *
   * @param prompt hash of the prompt of the messages, or ""
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
        finish(key, mine, new CallOutcome.Answered(known.get().completion(), true, 0));
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
    if (others instanceof CallOutcome.Answered answered) {
      shared.increment();
      return new CallOutcome.Answered(answered.completion(), true, 0);
    }
    refused.increment();
    return others;
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
      finish(key, mine, new CallOutcome.Answered(stays.completion(), false, cost));
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

  /** Counts of all calls so far. */
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

  /** Counts the attempts of a request and reserves room for each. */
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
                          "the budget has no room for " + (prompt + max) + " more tokens",
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
