package io.millrace.connectors.fetch.images;

import io.millrace.connectors.fetch.AddressRules;
import io.millrace.connectors.fetch.DaemonThreads;
import io.millrace.connectors.fetch.FetchClock;
import io.millrace.connectors.fetch.FetchFailure;
import io.millrace.connectors.fetch.FetchResult;
import io.millrace.connectors.fetch.FetchSettings;
import io.millrace.connectors.fetch.FetchUrl;
import io.millrace.connectors.fetch.OptOut;
import io.millrace.connectors.fetch.SystemClock;
import io.millrace.connectors.fetch.http.BodyBudget;
import io.millrace.connectors.fetch.http.HostResolver;
import io.millrace.connectors.fetch.http.HttpTransport;
import io.millrace.connectors.fetch.rules.SiteRules;
import io.millrace.corpus.DropReason;
import java.io.Closeable;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * Fetches images, hundreds at a time. All threads of a process share one fetcher, so that its
 * limits for each host hold.
 *
 * <p>Guarantees: no connection is made to a private or reserved address, whatever a name resolves
 * to and wherever a redirect leads, unless {@code allow_addresses} says so; a site's robots.txt,
 * crawl delay, opt-out headers and TDM reservation are obeyed; every address gets a {@link
 * FetchResult}; the settings limit time and memory whatever a server does. Facts about hosts are in
 * caches of limited size.
 *
 * <p>Submit addresses in an order that mixes hosts: only {@code waiting} addresses are accepted at
 * once, and they could all belong to one slow host.
 */
public final class ImageFetcher implements Closeable {

  private final FetchSettings settings;
  private final FetchClock clock;
  private final ExecutorService executor;
  private final HostResolver resolver;
  private final HttpTransport transport;
  private final SiteRules sites;
  private final HostQueues queues;
  private final FetchTask.Shared shared;
  private final Semaphore places;
  private final Set<FetchTask> tasks = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public ImageFetcher(FetchSettings settings) {
    this(settings, new SystemClock(), InetAddress::getAllByName, SSLContexts.createSystemDefault());
  }

  ImageFetcher(
      FetchSettings settings, FetchClock clock, HostResolver.Lookup lookup, SSLContext trust) {
    this.settings = settings;
    this.clock = clock;
    executor =
        Executors.newFixedThreadPool(
            Math.max(2, Runtime.getRuntime().availableProcessors()), DaemonThreads.named("fetch"));
    resolver = new HostResolver(lookup, AddressRules.allowing(settings.allowAddresses()), clock);
    transport = new HttpTransport(settings, clock, resolver, trust);
    sites = new SiteRules(settings, clock, transport, executor);
    queues = new HostQueues(settings, clock, executor);
    OptOut optOut = new OptOut(settings);
    shared = new FetchTask.Shared(settings, clock, queues, sites, transport, optOut, executor);
    places = new Semaphore(settings.waiting(), true);
  }

  /**
   * Fetches an http or https address, or decodes a {@code data:} address. The call waits while
   * {@code waiting} addresses are unanswered.
   *
   * @return completes with the result; cancelling it cancels the request. Dependent actions run in
   *     a thread of the fetcher and must be short, or use the asynchronous methods.
   * @throws IllegalStateException after {@link #close}
   * @throws CancellationException when the thread is interrupted while it waits
   */
  public CompletionStage<FetchResult> fetch(String url) {
    if (closed) {
      throw new IllegalStateException("the fetcher is closed");
    }
    if (DataUrl.is(url)) {
      return CompletableFuture.completedFuture(DataUrl.read(url, settings.maxDataBytes()));
    }
    FetchUrl parsed;
    try {
      parsed = FetchUrl.parse(url);
    } catch (FetchFailure e) {
      return CompletableFuture.completedFuture(
          new FetchResult.Failed(DropReason.BAD_URL, e.getMessage(), 0, 0));
    }
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for a place");
    }
    FetchTask[] self = new FetchTask[1];
    FetchTask task =
        new FetchTask(
            shared,
            parsed,
            () -> {
              tasks.remove(self[0]);
              places.release();
            });
    self[0] = task;
    tasks.add(task);
    if (closed) {
      task.abandon();
    } else {
      queues.submit(task);
    }
    return task.result();
  }

  /** Cancels all unanswered requests. */
  @Override
  public void close() {
    closed = true;
    tasks.forEach(FetchTask::abandon);
    transport.close();
    resolver.close();
    if (clock instanceof SystemClock system) {
      system.close();
    }
    executor.shutdown();
  }

  HostQueues queues() {
    return queues;
  }

  SiteRules sites() {
    return sites;
  }

  BodyBudget.Both budget() {
    return transport.budget();
  }
}
