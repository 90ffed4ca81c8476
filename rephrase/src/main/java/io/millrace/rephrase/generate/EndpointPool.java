package io.millrace.rephrase.generate;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The servers, and which of them takes the next request: the least loaded of those that work. Not
 * safe for several threads: its owner guards it.
 */
final class EndpointPool {

  /** Answers of status 403, and no other, after which a server is taken to refuse the key. */
  private static final int MOST_FORBIDDEN = 5;

  /** One server. */
  static final class Endpoint {
    final URI base;
    final ConcurrencyLimit limit;
    final CircuitBreaker breaker;

    /** Whether its health is going to be looked at. */
    boolean isChecked;

    /** Whether it has answered a request with the key. */
    volatile boolean knowsKey;

    /** Answers of status 403 so far. */
    private final AtomicInteger forbidden = new AtomicInteger();

    private boolean paused;
    private long pausedUntil;

    /** When the server last showed anything: an answer, or one silence of those at a time. */
    private long lastSign;

    Endpoint(URI base, OpenAiSettings settings, long now) {
      this.base = base;
      limit =
          new ConcurrencyLimit(settings.concurrency().start(), settings.concurrency().max(), now);
      breaker = new CircuitBreaker(settings.breaker());
      lastSign = now;
    }

    URI at(String path) {
      return URI.create(base + path);
    }

    /**
     * Whether status 403 is about the request, as that of a firewall which dislikes a text: the
     * server has taken the key before, or has answered so only a few times.
     */
    boolean mayKnowKey(Transport.Reply reply) {
      return knowsKey
          || reply == null
          || reply.status() != 403
          || forbidden.incrementAndGet() < MOST_FORBIDDEN;
    }

    /** Host and port, for people. */
    String name() {
      return base.getRawAuthority();
    }

    private boolean isPaused(long now) {
      if (paused && now - pausedUntil >= 0) {
        paused = false;
      }
      return paused;
    }

    private void pause(long now, long nanos) {
      if (!isPaused(now) || now + nanos - pausedUntil > 0) {
        paused = true;
        pausedUntil = now + nanos;
      }
    }

    private boolean mayTake(long now) {
      return !isPaused(now)
          && limit.inFlight() < limit.limit()
          && switch (breaker.state()) {
            case CLOSED -> true;
            case ON_TRIAL -> limit.inFlight() == 0;
            case OPEN -> false;
          };
    }
  }

  private final List<Endpoint> endpoints = new ArrayList<>();
  private final long unavailableNanos;
  private boolean down;
  private long downSince;

  EndpointPool(OpenAiSettings settings, long now) {
    for (String endpoint : settings.endpoints()) {
      endpoints.add(new Endpoint(OpenAiSettings.uri(endpoint), settings, now));
    }
    unavailableNanos = (long) (settings.breaker().unavailableSeconds() * 1e9);
  }

  List<Endpoint> all() {
    return endpoints;
  }

  /** Takes a place at the least loaded endpoint that may have another request, or null. */
  Endpoint acquire(long now) {
    Endpoint best = null;
    for (Endpoint endpoint : endpoints) {
      if (endpoint.mayTake(now) && (best == null || endpoint.limit.load() < best.limit.load())) {
        best = endpoint;
      }
    }
    if (best != null) {
      best.limit.tryAcquire(now);
    }
    return best;
  }

  /** Nanoseconds until the first pause ends. */
  OptionalLong untilResumed(long now) {
    return endpoints.stream()
        .filter(endpoint -> endpoint.isPaused(now))
        .mapToLong(endpoint -> Math.max(0, endpoint.pausedUntil - now))
        .min();
  }

  /**
   * Learns from the end of a try and gives its place back. Returns whether the endpoint's circuit
   * has just opened, so that its health is to be looked at later.
   */
  boolean release(Endpoint endpoint, AttemptEnd end, long started, long now) {
    if (end.retryAfterNanos() > 0) {
      endpoint.pause(now, end.retryAfterNanos());
    }
    boolean opened = false;
    switch (end.effect()) {
      case WORKS -> {
        endpoint.lastSign = now;
        endpoint.limit.answered(started, now, end.completionTokens());
        endpoint.breaker.succeeded();
      }
      case ALIVE -> {
        endpoint.lastSign = now;
        endpoint.limit.ignored(now);
        endpoint.breaker.answered();
      }
      case OVERLOAD -> {
        endpoint.limit.overloaded(started, now);
        opened = endpoint.breaker.refused(now);
      }
      case SILENT -> {
        endpoint.limit.overloaded(started, now);
        // who answered others meanwhile has too much to do; and what fell silent together is one
        // failure: a server of one slot lets all but one wait
        boolean busy = started - endpoint.lastSign < 0;
        opened = !busy && endpoint.breaker.failed();
        endpoint.lastSign = busy ? endpoint.lastSign : now;
      }
      case FAILURE -> {
        endpoint.limit.ignored(now);
        opened = endpoint.breaker.failed();
      }
    }
    noteState(now);
    return opened;
  }

  private void noteState(long now) {
    boolean works =
        endpoints.stream().anyMatch(e -> e.breaker.state() == CircuitBreaker.State.CLOSED);
    if (works) {
      down = false;
    } else if (!down) {
      down = true;
      downSince = now;
    }
  }

  /**
   * Nanoseconds until requests that wait are given up, when no endpoint works. Not while one is
   * tried out: how long its answer takes says nothing of it.
   */
  OptionalLong untilGivenUp(long now) {
    boolean tried =
        endpoints.stream()
            .anyMatch(
                e -> e.breaker.state() == CircuitBreaker.State.ON_TRIAL && e.limit.inFlight() > 0);
    return down && !tried
        ? OptionalLong.of(Math.max(0, downSince + unavailableNanos - now))
        : OptionalLong.empty();
  }
}
