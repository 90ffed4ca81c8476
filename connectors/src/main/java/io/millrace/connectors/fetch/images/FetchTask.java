package io.millrace.connectors.fetch.images;

import io.millrace.connectors.fetch.Backoff;
import io.millrace.connectors.fetch.FetchClock;
import io.millrace.connectors.fetch.FetchFailure;
import io.millrace.connectors.fetch.FetchResult;
import io.millrace.connectors.fetch.FetchSettings;
import io.millrace.connectors.fetch.FetchUrl;
import io.millrace.connectors.fetch.OptOut;
import io.millrace.connectors.fetch.http.HttpAnswer;
import io.millrace.connectors.fetch.http.HttpFailures;
import io.millrace.connectors.fetch.http.HttpTransport;
import io.millrace.connectors.fetch.http.Wanted;
import io.millrace.connectors.fetch.rules.SiteRules;
import io.millrace.corpus.DropReason;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.apache.hc.client5.http.utils.DateUtils;

/**
 * Fetches one address: waits in its host's queue, checks the site's rules, sends the request, and
 * repeats this for each redirect and retry. Each step starts the next one, so fields need no lock.
 */
final class FetchTask implements HostQueues.Job {

  /** Objects that all tasks of a fetcher share. */
  record Shared(
      FetchSettings settings,
      FetchClock clock,
      HostQueues queues,
      SiteRules sites,
      HttpTransport transport,
      OptOut optOut,
      Executor executor) {}

  private final Shared shared;
  private final Runnable over;
  private final AtomicBoolean left = new AtomicBoolean();
  private final CompletableFuture<FetchResult> result = new CompletableFuture<>();
  private final Set<String> seen = new HashSet<>(2);
  private volatile CompletableFuture<HttpAnswer> running;

  private FetchUrl url;
  private int redirects;
  private int retries;
  private int attempts;
  private long begun = -1;

  /**
   * @param over called once, when the task has left the fetcher
   */
  FetchTask(Shared shared, FetchUrl url, Runnable over) {
    this.shared = shared;
    this.url = url;
    this.over = over;
    result.whenComplete(
        (value, failure) -> {
          CompletableFuture<HttpAnswer> request = running;
          if (failure != null && request != null) {
            request.cancel(true);
          }
        });
  }

  CompletableFuture<FetchResult> result() {
    return result;
  }

  @Override
  public String host() {
    return url.host();
  }

  @Override
  public boolean alone() {
    SiteRules.Site site = shared.sites.ifKnown(url.origin());
    return site == null || site.crawlDelaySeconds() > 0;
  }

  @Override
  public void run() {
    if (result.isDone()) {
      shared.queues.finished(this);
      leave();
      return;
    }
    shared.sites.of(url).whenCompleteAsync(guarded(this::known), shared.executor);
  }

  /** Completes the result with any exception of a step, so that no error is lost. */
  private <T> BiConsumer<T, Throwable> guarded(BiConsumer<T, Throwable> step) {
    return (value, thrown) -> {
      try {
        step.accept(value, thrown);
      } catch (RuntimeException | Error e) {
        result.completeExceptionally(e);
        leave();
        throw e;
      }
    };
  }

  private void known(SiteRules.Site site, Throwable bug) {
    try {
      if (bug != null) {
        throw HttpFailures.of(bug);
      }
      site.check(url);
    } catch (FetchFailure e) {
      shared.queues.finished(this);
      end(failed(e));
      return;
    }
    double most = shared.settings.maxCrawlDelaySeconds();
    shared.queues.space(this, Math.min(most, site.crawlDelaySeconds()));
    attempts++;
    if (begun < 0) {
      begun = shared.clock.nanos();
    }
    CompletableFuture<HttpAnswer> request =
        shared.transport.get(
            url,
            new Wanted(shared.settings.maxBytes(), false, headers -> checkRights(headers, 200)));
    running = request;
    if (result.isDone()) {
      request.cancel(true); // cancelled before the request was set
    }
    request.whenCompleteAsync(guarded(this::answered), shared.executor);
  }

  private void checkRights(SortedMap<String, String> headers, int status) throws FetchFailure {
    var refusal =
        shared.optOut.ofHeaders(
            headers.getOrDefault("x-robots-tag", ""), headers.getOrDefault("tdm-reservation", ""));
    if (refusal.isPresent()) {
      throw FetchFailure.lasting(refusal.get().reason(), refusal.get().detail(), status);
    }
  }

  private void answered(HttpAnswer answer, Throwable thrown) {
    running = null;
    FetchFailure failure = null;
    FetchUrl next = null;
    if (thrown == null) {
      try {
        next = redirectOf(answer);
      } catch (FetchFailure e) {
        failure = e;
      }
    } else {
      failure = HttpFailures.of(thrown);
    }
    boolean again =
        failure != null
            && failure.retryable()
            && retries < shared.settings.retries()
            && !asksForMoreTimeThanGranted(failure);
    if (again) {
      retryLater(failure);
      return;
    }
    shared.queues.finished(this);
    if (failure != null) {
      end(failed(failure));
    } else if (next != null) {
      redirects++;
      url = next;
      shared.queues.submit(this);
    } else {
      end(fetched(answer));
    }
  }

  private void retryLater(FetchFailure failure) {
    retries++;
    long now = shared.clock.nanos();
    long wait = Backoff.nanos(shared.settings, url.toString(), retries);
    if (failure.retryAfterMillis().isPresent()) {
      wait = Math.max(wait, failure.retryAfterMillis().getAsLong() * 1_000_000);
      shared.queues.pause(this, now + wait);
    }
    shared.queues.finished(this);
    shared.clock.at(now + wait, () -> shared.queues.submit(this));
  }

  private boolean asksForMoreTimeThanGranted(FetchFailure failure) {
    return failure.retryAfterMillis().orElse(0) > shared.settings.maxRetryAfterSeconds() * 1000;
  }

  /** The redirect target of an answer, or null if it is the image. */
  private FetchUrl redirectOf(HttpAnswer answer) throws FetchFailure {
    int status = answer.status();
    switch (status) {
      case 200 -> {
        if (answer.body().length == 0) {
          throw FetchFailure.lasting(DropReason.EMPTY_BODY, "no bytes", status);
        }
        return null;
      }
      case 301, 302, 303, 307, 308 -> {
        return redirect(answer);
      }
      case 404, 410 -> throw status(DropReason.NOT_FOUND, status);
      case 401, 403, 407, 451 -> throw status(DropReason.FORBIDDEN, status);
      case 429 -> throw passing(DropReason.RATE_LIMITED, answer);
      default -> {
        if (status >= 500) {
          throw passing(DropReason.SERVER_ERROR, answer);
        }
        throw status(DropReason.OTHER_STATUS, status);
      }
    }
  }

  private FetchUrl redirect(HttpAnswer answer) throws FetchFailure {
    int status = answer.status();
    checkRights(answer.headers(), status);
    String location = answer.header("location").lines().findFirst().orElse("");
    if (location.isEmpty()) {
      throw FetchFailure.lasting(DropReason.REDIRECTS, "a redirect without Location", status);
    }
    if (redirects == shared.settings.maxRedirects()) {
      throw FetchFailure.lasting(DropReason.REDIRECTS, "more than " + redirects, status);
    }
    FetchUrl next;
    try {
      next = url.resolve(location);
    } catch (FetchFailure e) {
      throw FetchFailure.lasting(DropReason.REDIRECTS, "to " + e.getMessage(), status);
    }
    seen.add(url.toString());
    if (!seen.add(next.toString())) {
      throw FetchFailure.lasting(DropReason.REDIRECTS, "in a circle", status);
    }
    return next;
  }

  private static FetchFailure status(DropReason reason, int status) {
    return FetchFailure.lasting(reason, "status " + status, status);
  }

  private FetchFailure passing(DropReason reason, HttpAnswer answer) {
    String after = answer.header("retry-after");
    long millis = -1;
    if (after.matches("[0-9]{1,9}")) {
      millis = Long.parseLong(after) * 1000;
    } else if (!after.isEmpty()) {
      Instant date = DateUtils.parseStandardDate(after);
      millis = date == null ? -1 : Math.max(0, date.toEpochMilli() - shared.clock.epochMillis());
    }
    return FetchFailure.passing(reason, "status " + answer.status(), answer.status(), millis);
  }

  private FetchResult failed(FetchFailure failure) {
    return new FetchResult.Failed(
        failure.reason(), failure.getMessage(), failure.status(), attempts);
  }

  private FetchResult fetched(HttpAnswer answer) {
    SortedMap<String, String> told = new TreeMap<>(answer.headers());
    told.keySet().removeAll(Set.of("content-encoding", "content-type", "location", "retry-after"));
    return new FetchResult.Fetched(
        answer.body(),
        url.toString(),
        answer.header("content-type"),
        told,
        redirects,
        attempts,
        Duration.ofNanos(shared.clock.nanos() - begun));
  }

  private void end(FetchResult value) {
    leave();
    result.complete(value);
  }

  /** Cancels the task because the fetcher is being closed. */
  void abandon() {
    result.cancel(false);
    leave();
  }

  private void leave() {
    if (left.compareAndSet(false, true)) {
      over.run();
    }
  }
}
