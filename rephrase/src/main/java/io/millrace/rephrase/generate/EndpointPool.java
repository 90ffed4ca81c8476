package io.millrace.rephrase.generate;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chooses the server of the next request: the least loaded of those that work. Not thread-safe: the
 * owner guards it.
 */
final class EndpointPool {

  /**
   * Number of answers of status 403, without a success, that mean that a server refuses the key.
   */
  private static final int MOST_FORBIDDEN = 5;

  static final class Endpoint {
    final URI base;
    final ConcurrencyLimit limit;
    final CircuitBreaker breaker;

    /** Whether a health check is scheduled. */
    boolean isChecked;

    /** Whether the server has answered a request with the key. */
    volatile boolean knowsKey;

    /** Answers of status 403 so far. */
    private final AtomicInteger forbidden = new AtomicInteger();

    private boolean paused;
    private long pausedUntil;

    /** Time of the last answer or counted timeout. */
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
     * Whether the server may accept the key. Then status 403 concerns the request, for example a
     * firewall that rejects a text: the server accepted the key before, or sent this status only a
     * few times.
     */
    boolean mayKnowKey(Transport.Reply reply) {
      return knowsKey
          || reply == null
          || reply.status() != 403
          || forbidden.incrementAndGet() < MOST_FORBIDDEN;
    }

    /** Host and port. */
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

  /** Acquires the least loaded endpoint with room for a request, or null. */
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
   * Releases an endpoint with the result of an attempt. Returns whether this opened its circuit, so
   * that a health check is needed.
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
        // a server that answered other requests meanwhile is busy; concurrent timeouts are one
        // failure, because a server with one slot lets the others wait
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
   * Nanoseconds until waiting requests fail, when no endpoint works. Empty while an endpoint is on
   * trial, because its answer may take long.
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
