package io.millrace.bench.fetch;

import io.millrace.bench.Clock;
import io.millrace.connectors.fetch.FetchResult;
import io.millrace.connectors.fetch.FetchSettings;
import io.millrace.connectors.fetch.images.ImageFetcher;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Fetches many images from an {@link ImageServer} and prints speed and memory. */
public final class FetchThroughput {

  private FetchThroughput() {}

  /**
   * @param args port, images, hosts, parallel requests, parallel requests per host, whether site
   *     rules (robots.txt, TDM) are requested
   */
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    int images = Integer.parseInt(args[1]);
    int hosts = Integer.parseInt(args[2]);
    FetchSettings settings =
        settings(
            Integer.parseInt(args[3]), Integer.parseInt(args[4]), Boolean.parseBoolean(args[5]));
    AtomicLong bytes = new AtomicLong();
    AtomicLong failed = new AtomicLong();
    CountDownLatch left = new CountDownLatch(images);
    Clock clock = Clock.start();
    try (ImageFetcher fetcher = new ImageFetcher(settings)) {
      for (int i = 0; i < images; i++) {
        int host = i % hosts;
        String address = "127." + host / 50_000 + "." + host / 200 % 250 + "." + (1 + host % 200);
        String url = "http://" + (hosts == 1 ? "127.0.0.1" : address) + ":" + port;
        fetcher
            .fetch(url + "/" + i + ".jpg")
            .thenAccept(
                result -> {
                  if (result instanceof FetchResult.Fetched fetched) {
                    bytes.addAndGet(fetched.body().length);
                  } else if (failed.getAndIncrement() < 3) {
                    System.err.println(result);
                  }
                  left.countDown();
                });
        if (i % 50_000 == 49_999) {
          System.gc();
          System.out.printf(Locale.ROOT, "%d queued: heap %d MB%n", i + 1, heap());
        }
      }
      left.await();
      Clock.Time time = clock.lap();
      System.gc();
      System.out.printf(
          Locale.ROOT,
          "%d images of %d hosts, %d failed: %.0f images/s, %.1f MB/s, %.0f images per CPU second,"
              + " heap %d MB%n",
          images,
          hosts,
          failed.get(),
          images / time.wall(),
          bytes.get() / time.wall() / 1e6,
          images / time.cpu(),
          heap());
    }
  }

  private static long heap() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }

  private static FetchSettings settings(int concurrency, int hostConnections, boolean rules) {
    FetchSettings d = FetchSettings.defaults();
    return new FetchSettings(
        concurrency,
        d.waiting(),
        hostConnections,
        1e6,
        d.maxCrawlDelaySeconds(),
        d.retries(),
        d.backoffSeconds(),
        d.maxRetryAfterSeconds(),
        d.connectSeconds(),
        d.timeoutSeconds(),
        d.maxBytes(),
        d.maxDataBytes(),
        d.maxBufferedBytes(),
        d.maxRedirects(),
        d.userAgent(),
        d.contact(),
        rules,
        d.optOut(),
        rules,
        List.of("127.0.0.0/8"));
  }
}
