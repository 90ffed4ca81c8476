package io.millrace.connectors.fetch.images;

import io.millrace.connectors.fetch.FetchClock;
import io.millrace.connectors.fetch.FetchResult;
import io.millrace.connectors.fetch.FetchSettings;
import io.millrace.connectors.fetch.SystemClock;
import io.millrace.connectors.fetch.http.HostResolver;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** Fetchers for tests. */
public final class Fetching {

  private Fetching() {}

  /** Settings in which only what a test is about differs from these. */
  public static final class Change {
    int concurrency = 64;
    int waiting = 20_000;
    int hostConnections = 8;
    double hostRate = 1_000_000;
    double maxCrawlDelay = 10;
    int retries = 2;
    double backoff = .01;
    double maxRetryAfter = 30;
    double connect = 5;
    double timeout = 10;
    public int maxBytes = 1 << 20;
    public long maxBuffered = 256 << 20;
    int maxRedirects = 5;
    public String agent = "testbot";
    public String contact = "https://example.org/bot";
    boolean robots = true;
    public List<String> optOut = FetchSettings.defaults().optOut();
    boolean tdm = true;
    public List<String> allow = List.of("127.0.0.0/8");

    public FetchSettings settings() {
      return new FetchSettings(
          concurrency,
          waiting,
          hostConnections,
          hostRate,
          maxCrawlDelay,
          retries,
          backoff,
          maxRetryAfter,
          connect,
          timeout,
          maxBytes,
          1024,
          maxBuffered,
          maxRedirects,
          agent,
          contact,
          robots,
          optOut,
          tdm,
          allow);
    }

    ImageFetcher fetcher() {
      return fetcher(new SystemClock(), host -> InetAddress.getAllByName("127.0.0.1"));
    }

    /** Every name leads to where the lookup says. */
    ImageFetcher fetcher(FetchClock clock, HostResolver.Lookup lookup) {
      try {
        return new ImageFetcher(settings(), clock, lookup, SSLContext.getDefault());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static FetchResult now(ImageFetcher fetcher, String url) throws Exception {
    return fetcher.fetch(url).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  static FetchResult.Failed failed(ImageFetcher fetcher, String url) throws Exception {
    FetchResult result = now(fetcher, url);
    if (result instanceof FetchResult.Failed failed) {
      return failed;
    }
    throw new AssertionError("fetched: " + url);
  }

  static FetchResult.Fetched fetched(ImageFetcher fetcher, String url) throws Exception {
    FetchResult result = now(fetcher, url);
    if (result instanceof FetchResult.Fetched fetched) {
      return fetched;
    }
    throw new AssertionError(url + ": " + result);
  }
}
