package io.millrace.rephrase.generate;

import io.millrace.rephrase.generate.EndpointPool.Endpoint;
import io.millrace.rephrase.generate.GenerationException.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Client of servers with the OpenAI API: vLLM, SGLang, the server of llama.cpp, cloud services.
 *
 * <p>Requests wait in one queue. Each endpoint has a limit of concurrent requests with the best
 * throughput ({@link ConcurrencyLimit}); the least loaded endpoint takes the next request. A failed
 * attempt returns to the queue after a pause that doubles. An endpoint that sends Retry-After is
 * paused until then; one that keeps failing gets no requests until its health check passes. A
 * request has at most {@code retries.max} retries, at most {@code retries.max_malformed} of them
 * after answers that violate the API, and none after a refusal that a retry would not change.
 *
 * <p>The meter is called before each attempt, and after it with the counts of the server, or with
 * the worst case. A request keeps its place at the endpoint until the meter and the dependents of
 * its future are done, so a slow store slows down the requests. They run on the threads of the
 * client and must not wait for other answers. An attempt that the meter has not decided holds a
 * place, but no thread.
 */
public final class OpenAiGenerator implements Generator {

  private static final int THREADS = 16;
  private static final int CLOSE_SECONDS = 5;

  private static final class Call {
    final long number;
    final GenerationRequest request;
    final Meter meter;
    final CompletableFuture<Completion> result = new CompletableFuture<>();
    int retries;
    int malformed;

    Call(long number, GenerationRequest request, Meter meter) {
      this.number = number;
      this.request = request;
      this.meter = meter;
    }
  }

  private final OpenAiSettings settings;
  private final ApiKey key;
  private final Transport transport;
  private final Scheduler scheduler;
  private final Executor executor;
  private final OpenAiWire wire;
  private final AttemptReader reader;
  private final RetryBackoff backoff;

  /** Guards the following fields and the state of the pool. */
  private final Object lock = new Object();

  private final EndpointPool pool;
  private final Deque<Call> waiting = new ArrayDeque<>();
  private final Set<Call> delayed = new HashSet<>();
  private final Set<CompletableFuture<Transport.Reply>> exchanges = new HashSet<>();
  private Scheduler.Pending wakeUp = () -> {};
  private long calls;
  private boolean closed;

  /**
   * @throws IllegalArgumentException when the settings have no endpoint or the key is missing
   */
  public static OpenAiGenerator open(OpenAiSettings settings) {
    ApiKey key = settings.key();
    Scheduler scheduler = Scheduler.system();
    return new OpenAiGenerator(
        settings, key, new JdkTransport(settings, key, scheduler), scheduler, workers());
  }

  OpenAiGenerator(
      OpenAiSettings settings,
      ApiKey key,
      Transport transport,
      Scheduler scheduler,
      Executor executor) {
    if (settings.endpoints().isEmpty()) {
      throw new IllegalArgumentException("endpoints is empty: a model needs a server");
    }
    this.settings = settings;
    this.key = key;
    this.transport = transport;
    this.scheduler = scheduler;
    this.executor = executor;
    wire = new OpenAiWire(settings);
    reader = new AttemptReader(wire, settings.retries());
    backoff = new RetryBackoff(settings.retries());
    pool = new EndpointPool(settings, scheduler.nanoTime());
  }

  private static ExecutorService workers() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "generator");
              thread.setDaemon(true);
              return thread;
            },
            // results of requests in flight can arrive after the close
            (task, closedPool) -> task.run());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  @Override
  public CompletableFuture<Completion> generate(GenerationRequest request) {
    return generate(request, Meter.FREE);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Fails as OVERLOADED when {@code concurrency.max_waiting} requests wait already.
   */
  @Override
  public CompletableFuture<Completion> generate(GenerationRequest request, Meter meter) {
    Call call;
    synchronized (lock) {
      call = new Call(calls++, request, meter);
      if (closed) {
        return CompletableFuture.failedFuture(
            exception(Kind.UNAVAILABLE, "the client is closed", null));
      }
      if (waiting.size() + delayed.size() >= settings.concurrency().maxWaiting()) {
        return CompletableFuture.failedFuture(
            exception(Kind.OVERLOADED, waiting.size() + " requests wait already", null));
      }
      waiting.add(call);
    }
    dispatch();
    return call.result;
  }

  /** Current limit of concurrent requests of each endpoint, in the order of the settings. */
  public List<Integer> limits() {
    synchronized (lock) {
      List<Integer> limits = new ArrayList<>();
      pool.all().forEach(endpoint -> limits.add(endpoint.limit.limit()));
      return limits;
    }
  }

  /** Requests the models of each endpoint, which costs nothing. Never completes exceptionally. */
  public CompletableFuture<List<Health>> health() {
    List<CompletableFuture<Health>> answers = new ArrayList<>();
    for (Endpoint endpoint : pool.all()) {
      answers.add(
          transport
              .get(endpoint.at("/models"))
              .handle((reply, failure) -> wire.health(endpoint.name(), reply, failure, key)));
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(all -> answers.stream().map(CompletableFuture::join).toList());
  }

  /**
   * Sends waiting requests as far as possible, fails those that waited too long, and schedules the
   * next call.
   */
  private void dispatch() {
    List<Call> starting = new ArrayList<>();
    List<Endpoint> places = new ArrayList<>();
    List<CompletableFuture<Meter.Charge>> begun = new ArrayList<>();
    List<Call> givenUp = new ArrayList<>();
    synchronized (lock) {
      long now = scheduler.nanoTime();
      while (!waiting.isEmpty()) {
        if (waiting.peek().result.isDone()) {
          waiting.poll();
          continue;
        }
        Endpoint endpoint = pool.acquire(now);
        if (endpoint == null) {
          break;
        }
        Call call = waiting.poll();
        starting.add(call);
        places.add(endpoint);
        // with the lock held, so that the meter is called in the order of the calls
        begun.add(begin(call));
      }
      if (!waiting.isEmpty()) {
        var untilGivenUp = pool.untilGivenUp(now);
        if (untilGivenUp.isPresent() && untilGivenUp.getAsLong() == 0) {
          givenUp.addAll(waiting);
          waiting.clear();
        } else {
          wakeUpIn(
              Math.min(
                  pool.untilResumed(now).orElse(Long.MAX_VALUE),
                  untilGivenUp.orElse(Long.MAX_VALUE)));
        }
      }
    }
    for (int i = 0; i < starting.size(); i++) {
      Call call = starting.get(i);
      Endpoint endpoint = places.get(i);
      begun
          .get(i)
          .whenCompleteAsync((charge, refused) -> start(call, endpoint, charge, refused), executor);
    }
    fail(givenUp, "no endpoint works");
  }

  private static CompletableFuture<Meter.Charge> begin(Call call) {
    try {
      return call.meter.begin(call.request);
    } catch (RuntimeException | Error failed) {
      return CompletableFuture.failedFuture(failed);
    }
  }

  private void wakeUpIn(long nanos) {
    wakeUp.cancel();
    if (nanos < Long.MAX_VALUE) {
      wakeUp = scheduler.after(nanos, this::dispatch);
    }
  }

  private void start(Call call, Endpoint endpoint, Meter.Charge charge, Throwable refused) {
    if (refused != null) {
      notSent(
          call, endpoint, refused instanceof CompletionException ? refused.getCause() : refused);
      return;
    }
    long started = scheduler.nanoTime();
    CompletableFuture<Transport.Reply> exchange;
    try {
      exchange = transport.post(endpoint.at(wire.path()), wire.write(call.request));
    } catch (RuntimeException | Error failed) {
      notSent(call, endpoint, released(charge, failed));
      return;
    }
    boolean late;
    synchronized (lock) {
      exchanges.add(exchange);
      late = closed;
    }
    exchange.whenCompleteAsync(
        (reply, failure) -> {
          synchronized (lock) {
            exchanges.remove(exchange);
          }
          ended(call, endpoint, charge, started, reply, failure);
        },
        executor);
    if (late) {
      exchange.cancel(true);
    }
  }

  /** Releases the charge of a request that cannot be sent; returns the failure of the request. */
  private Throwable released(Meter.Charge charge, Throwable why) {
    try {
      charge.release();
    } catch (RuntimeException meterFailed) {
      return meterFailed;
    }
    return exception(Kind.REJECTED, "the request cannot be sent: " + why, why);
  }

  private void notSent(Call call, Endpoint endpoint, Throwable why) {
    synchronized (lock) {
      endpoint.limit.ignored(scheduler.nanoTime());
    }
    call.result.completeExceptionally(why);
    dispatch();
  }

  private void ended(
      Call call,
      Endpoint endpoint,
      Meter.Charge charge,
      long started,
      Transport.Reply reply,
      Throwable failure) {
    AttemptEnd end;
    try {
      end = reader.read(call.request, reply, failure, scheduler.now(), endpoint.mayKnowKey(reply));
    } catch (RuntimeException | Error unreadable) {
      end = AttemptReader.unreadable(unreadable);
    }
    if (end.completion() != null) {
      endpoint.knowsKey = true;
    }
    try {
      settle(charge, end);
      if (!willTryAgain(call, end)) {
        finish(call, endpoint, end);
      }
    } catch (RuntimeException meterFailed) {
      // without a count the request must not succeed
      call.result.completeExceptionally(meterFailed);
    }
    // only now, so that answers not yet stored count as in flight
    synchronized (lock) {
      if (pool.release(endpoint, end, started, scheduler.nanoTime())) {
        checkHealthLater(endpoint);
      }
    }
    dispatch();
  }

  private static void settle(Meter.Charge charge, AttemptEnd end) {
    switch (end.charge()) {
      case COUNTED -> charge.settle(end.promptTokens(), end.completionTokens());
      case UNKNOWN -> charge.assumeWorst();
      case NOTHING -> charge.release();
    }
  }

  private boolean willTryAgain(Call call, AttemptEnd end) {
    if (end.completion() != null) {
      return false;
    }
    synchronized (lock) {
      long retryIn = closed ? -1 : retryIn(call, end);
      if (retryIn >= 0) {
        delayed.add(call);
        scheduler.after(retryIn, () -> again(call));
      }
      return retryIn >= 0;
    }
  }

  private void finish(Call call, Endpoint endpoint, AttemptEnd end) {
    if (end.completion() != null) {
      call.result.complete(end.completion());
    } else {
      call.result.completeExceptionally(
          exception(
              end.kind(),
              end.kind() == Kind.UNAUTHORIZED
                  ? key.refusal(endpoint.name(), end.message())
                  : endpoint.name() + ": " + end.message(),
              end.cause()));
    }
  }

  /** Nanoseconds until the next attempt, or -1 for none. */
  private long retryIn(Call call, AttemptEnd end) {
    boolean again =
        switch (end.kind()) {
          case UNAVAILABLE, TIMEOUT, OVERLOADED -> call.retries < settings.retries().max();
          case MALFORMED_ANSWER -> call.malformed++ < settings.retries().maxMalformed();
          case REJECTED, UNAUTHORIZED, CRASHED, BUDGET, OUT_OF_TIME -> false;
        };
    return again ? backoff.nanos(call.number, call.retries++) : -1;
  }

  private void again(Call call) {
    synchronized (lock) {
      if (!delayed.remove(call)) {
        return;
      }
      // it has waited the longest
      waiting.addFirst(call);
    }
    dispatch();
  }

  /** Called with the lock held. Each endpoint has at most one scheduled check. */
  private void checkHealthLater(Endpoint endpoint) {
    if (!closed && !endpoint.isChecked) {
      endpoint.isChecked = true;
      scheduler.after(endpoint.breaker.openFor(), () -> checkHealth(endpoint));
    }
  }

  private void checkHealth(Endpoint endpoint) {
    transport
        .get(endpoint.at("/models"))
        .whenCompleteAsync(
            (reply, failure) -> {
              synchronized (lock) {
                endpoint.isChecked = false;
                if (AttemptReader.mayWork(reply, failure)) {
                  endpoint.breaker.tryOut();
                } else if (endpoint.breaker.state() == CircuitBreaker.State.OPEN) {
                  endpoint.breaker.stillBad();
                  checkHealthLater(endpoint);
                }
              }
              dispatch();
            },
            executor);
  }

  private GenerationException exception(Kind kind, String message, Throwable cause) {
    return new GenerationException(kind, key.redact(message), cause);
  }

  private void fail(Collection<Call> calls, String why) {
    for (Call call : calls) {
      call.result.completeExceptionally(exception(Kind.UNAVAILABLE, why, null));
    }
  }

  /** Fails all requests; those in flight count as charged. */
  @Override
  public void close() {
    List<Call> open = new ArrayList<>();
    List<CompletableFuture<Transport.Reply>> running;
    synchronized (lock) {
      closed = true;
      wakeUp.cancel();
      open.addAll(waiting);
      open.addAll(delayed);
      waiting.clear();
      delayed.clear();
      running = List.copyOf(exchanges);
    }
    fail(open, "the client is closed");
    running.forEach(exchange -> exchange.cancel(true));
    scheduler.close();
    transport.close();
    if (executor instanceof ExecutorService service) {
      service.shutdown();
      try {
        service.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
