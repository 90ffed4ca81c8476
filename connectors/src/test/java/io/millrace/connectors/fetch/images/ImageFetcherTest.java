package io.millrace.connectors.fetch.images;

import static io.millrace.connectors.fetch.images.RawServer.answer;
import static io.millrace.connectors.fetch.images.RawServer.redirect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.fetch.FetchResult;
import io.millrace.connectors.fetch.SystemClock;
import io.millrace.connectors.fetch.http.HostResolver;
import io.millrace.corpus.DropReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFetcherTest {

  private static final byte[] IMAGE = {1, 2, 3};

  private RawServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RawServer().otherwise(answer(200, "", IMAGE));
    server.serve("/robots.txt", answer(404, "", new byte[0]));
    server.serve("/.well-known/tdmrep.json", answer(404, "", new byte[0]));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void fetchesWithHeadersAndCounts() throws Exception {
    server.serve("/a", redirect(302, "/b?x"));
    server.serve(
        "/b",
        answer(
            200, "Content-Type: image/png\r\nContent-Language: de\r\nLast-Modified: x\r\n", IMAGE));
    try (ImageFetcher fetcher = new Fetching.Change().fetcher()) {
      FetchResult.Fetched fetched = Fetching.fetched(fetcher, server.url("/a"));
      assertThat(fetched.body()).isEqualTo(IMAGE);
      assertThat(fetched.finalUrl()).isEqualTo(server.url("/b?x"));
      assertThat(fetched.contentType()).isEqualTo("image/png");
      assertThat(fetched.headers())
          .isEqualTo(Map.of("content-language", "de", "last-modified", "x"));
      assertThat(fetched.redirects()).isEqualTo(1);
      assertThat(fetched.attempts()).isEqualTo(2);
      assertThat(fetched.time()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "ftp://e.com/", "", "x", "http://0x7f.1/", "http://a@b/"})
  void rejectsOtherAddresses(String url) throws Exception {
    try (ImageFetcher fetcher = new Fetching.Change().fetcher()) {
      FetchResult.Failed failed = Fetching.failed(fetcher, url);
      assertThat(failed.reason()).isEqualTo(DropReason.BAD_URL);
      assertThat(failed.attempts()).isZero();
      assertThat(Fetching.fetched(fetcher, "data:image/gif;base64,AQID").body()).isEqualTo(IMAGE);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:PORT/a",
        "http://[::ffff:127.0.0.1]:PORT/a",
        "http://[::1]:PORT/a",
        "http://localhost:PORT/a",
        "http://rebound.example:PORT/a",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/latest/meta-data/",
        "http://[64:ff9b::7f00:1]:PORT/a",
        "http://[2002:7f00:1::]:PORT/a"
      })
  void doesNotConnectToPrivateAddresses(String url) throws Exception {
    Fetching.Change change = new Fetching.Change();
    change.allow = List.of();
    try (ImageFetcher fetcher = change.fetcher()) {
      String whole = url.replace("PORT", String.valueOf(server.port()));
      FetchResult.Failed failed = Fetching.failed(fetcher, whole);
      assertThat(failed.reason()).isEqualTo(DropReason.RESERVED_ADDRESS);
    }
    assertThat(server.connections()).isZero();
  }

  /** The name resolves to another address the second time; the first, checked one is used. */
  @Test
  void aNameCannotChangeBetweenCheckAndConnect() throws Exception {
    Map<String, AtomicInteger> lookups = new ConcurrentHashMap<>();
    HostResolver.Lookup rebinding =
        host -> {
          int times = lookups.computeIfAbsent(host, h -> new AtomicInteger()).incrementAndGet();
          return InetAddress.getAllByName(times == 1 ? "127.0.0.2" : "127.0.0.1");
        };
    ManualClock clock = new ManualClock();
    Fetching.Change change = new Fetching.Change();
    change.allow = List.of("127.0.0.2");
    try (RawServer open = new RawServer("127.0.0.2", server.port());
        ImageFetcher fetcher = change.fetcher(clock, rebinding)) {
      open.otherwise(
          (request, out) -> {
            answer(200, "Connection: close\r\n", IMAGE).write(request, out);
            return false; // a connection each
          });
      for (int i = 0; i < 5; i++) {
        Fetching.fetched(fetcher, "http://evil.example:" + server.port() + "/" + i);
      }
      assertThat(lookups.get("evil.example")).hasValue(1);
      clock.advance(660);
      FetchResult.Failed failed =
          Fetching.failed(fetcher, "http://evil.example:" + server.port() + "/x");
      assertThat(failed.reason()).isEqualTo(DropReason.RESERVED_ADDRESS);
      assertThat(open.paths()).hasSize(5);
    }
    assertThat(server.connections()).isZero();
  }

  @Test
  void onlyAllowedAddressesOfAHostAreTried() throws Exception {
    Fetching.Change change = new Fetching.Change();
    change.allow = List.of("127.0.0.1");
    HostResolver.Lookup mixed =
        host ->
            new InetAddress[] {
              InetAddress.getByName("127.0.0.9"), InetAddress.getByName("127.0.0.1")
            };
    try (ImageFetcher fetcher = change.fetcher(new SystemClock(), mixed)) {
      Fetching.fetched(fetcher, "http://mixed.example:" + server.port() + "/");
    }
  }

  @Test
  void unknownHostsAreResolvedOnce() throws Exception {
    AtomicInteger lookups = new AtomicInteger();
    HostResolver.Lookup nobody =
        host -> {
          lookups.incrementAndGet();
          throw new UnknownHostException(host + ": Name or service not known");
        };
    try (ImageFetcher fetcher = new Fetching.Change().fetcher(new SystemClock(), nobody)) {
      for (int i = 0; i < 5; i++) {
        FetchResult.Failed failed = Fetching.failed(fetcher, "http://gone.example/" + i);
        assertThat(failed.reason()).isEqualTo(DropReason.DNS);
      }
    }
    assertThat(lookups).hasValue(1);
  }

  @Test
  void anUnreachableHostIsNotTriedForEachImage() throws Exception {
    int port = server.port();
    server.close();
    try (ImageFetcher fetcher = new Fetching.Change().fetcher()) {
      for (int i = 0; i < 50; i++) {
        FetchResult.Failed failed =
            Fetching.failed(fetcher, "http://down.example:" + port + "/" + i);
        assertThat(failed.reason()).isEqualTo(DropReason.CONNECT);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void temporaryFailuresAreRetried(int status) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    server.serve(
        "/a",
        (request, out) ->
            answer(asked.incrementAndGet() < 3 ? status : 200, "", IMAGE).write(request, out));
    server.serve("/b", answer(status, "", IMAGE));
    try (ImageFetcher fetcher = new Fetching.Change().fetcher()) {
      assertThat(Fetching.fetched(fetcher, server.url("/a")).attempts()).isEqualTo(3);
      FetchResult.Failed failed = Fetching.failed(fetcher, server.url("/b"));
      assertThat(failed.attempts()).isEqualTo(3);
      assertThat(failed.status()).isEqualTo(status);
      assertThat(failed.temporary()).isTrue();
    }
  }

  @Test
  void brokenConnectionsAreRetriedAndPermanentFailuresAreNot() throws Exception {
    server.serve("/reset", RawServer.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"));
    server.serve("/gone", answer(404, "", new byte[0]));
    try (ImageFetcher fetcher = new Fetching.Change().fetcher()) {
      assertThat(Fetching.failed(fetcher, server.url("/reset")).attempts()).isEqualTo(3);
      assertThat(Fetching.failed(fetcher, server.url("/gone")).attempts()).isEqualTo(1);
    }
  }

  @Test
  void retryAfterHoldsForTheWholeHost() throws Exception {
    ManualClock clock = new ManualClock();
    AtomicInteger asked = new AtomicInteger();
    server.serve(
        "/a",
        (request, out) ->
            (asked.incrementAndGet() == 1
                    ? answer(503, "Retry-After: 20\r\n", IMAGE)
                    : answer(200, "", IMAGE))
                .write(request, out));
    server.serve("/far", answer(429, "Retry-After: 3600\r\n", IMAGE));
    server.serve("/date", answer(503, "Retry-After: Fri, 31 Dec 2100 23:59:59 GMT\r\n", IMAGE));
    try (ImageFetcher fetcher =
        new Fetching.Change().fetcher(clock, host -> InetAddress.getAllByName("127.0.0.1"))) {
      var a = fetcher.fetch(server.url("/a")).toCompletableFuture();
      clock.awaitTimer(19, 21);
      var b = fetcher.fetch(server.url("/b")).toCompletableFuture();
      clock.advance(19);
      assertThat(server.paths()).containsExactly("/a");
      clock.advance(2);
      assertThat(a.get(10, TimeUnit.SECONDS).attempts()).isEqualTo(2);
      assertThat(b.get(10, TimeUnit.SECONDS).attempts()).isEqualTo(1);
      // longer than the limit, so no retry
      assertThat(Fetching.failed(fetcher, server.url("/far")).reason())
          .isEqualTo(DropReason.RATE_LIMITED);
      assertThat(Fetching.failed(fetcher, server.url("/date")).attempts()).isEqualTo(1);
    }
  }

  @Test
  void runsHundredsOfRequestsWithinTheHostLimit() throws Exception {
    Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
    Map<String, AtomicInteger> most = new ConcurrentHashMap<>();
    AtomicInteger all = new AtomicInteger();
    CountDownLatch many = new CountDownLatch(120);
    server.otherwise(
        (request, out) -> {
          String host = request.header("Host");
          int now = running.computeIfAbsent(host, h -> new AtomicInteger()).incrementAndGet();
          most.computeIfAbsent(host, h -> new AtomicInteger()).accumulateAndGet(now, Math::max);
          all.incrementAndGet();
          many.countDown();
          boolean together = many.await(20, TimeUnit.SECONDS);
          running.get(host).decrementAndGet();
          return answer(together ? 200 : 404, "", IMAGE).write(request, out);
        });
    Fetching.Change change = new Fetching.Change();
    change.concurrency = 200;
    change.hostConnections = 3;
    change.timeout = 30;
    try (ImageFetcher fetcher = change.fetcher()) {
      List<CompletableFuture<FetchResult>> results =
          IntStream.range(0, 400)
              .mapToObj(i -> "http://host" + i % 40 + ".example:" + server.port() + "/" + i)
              .map(url -> fetcher.fetch(url).toCompletableFuture())
              .toList();
      for (CompletableFuture<FetchResult> result : results) {
        assertThat(result.get(30, TimeUnit.SECONDS)).isInstanceOf(FetchResult.Fetched.class);
      }
      assertThat(most).hasSize(40);
      assertThat(most.values()).allSatisfy(n -> assertThat(n.get()).isLessThanOrEqualTo(3));
      assertThat(all).hasValue(400);
    }
  }

  @Test
  void connectionsAreReused() throws Exception {
    server.serve("/missing", answer(404, "", new byte[3000]));
    try (ImageFetcher fetcher = new Fetching.Change().fetcher()) {
      for (int i = 0; i < 30; i++) {
        Fetching.now(fetcher, server.url(i % 2 == 0 ? "/a" + i : "/missing"));
      }
    }
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void callersWaitAtTheLimit() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    server.otherwise(
        (request, out) -> {
          go.await();
          return answer(200, "", IMAGE).write(request, out);
        });
    Fetching.Change change = new Fetching.Change();
    change.waiting = 5;
    try (ImageFetcher fetcher = change.fetcher()) {
      List<CompletableFuture<FetchResult>> results = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        results.add(fetcher.fetch(server.url("/" + i)).toCompletableFuture());
      }
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> fetcher.fetch(server.url("/5")))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
      CompletableFuture<CompletableFuture<FetchResult>> sixth =
          CompletableFuture.supplyAsync(
              () -> fetcher.fetch(server.url("/5")).toCompletableFuture());
      go.countDown();
      for (CompletableFuture<FetchResult> result : results) {
        result.get(10, TimeUnit.SECONDS);
      }
      assertThat(sixth.get(10, TimeUnit.SECONDS).get(10, TimeUnit.SECONDS))
          .isInstanceOf(FetchResult.Fetched.class);
    }
  }

  @Test
  void cancellingFreesThePlace() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    server.serve(
        "/silent",
        (request, out) -> {
          asked.countDown();
          never.await();
          return false;
        });
    Fetching.Change change = new Fetching.Change();
    change.waiting = 1;
    change.hostConnections = 1;
    try (ImageFetcher fetcher = change.fetcher()) {
      CompletableFuture<FetchResult> silent =
          fetcher.fetch(server.url("/silent")).toCompletableFuture();
      asked.await();
      silent.cancel(true);
      assertThat(Fetching.fetched(fetcher, server.url("/b")).body()).isEqualTo(IMAGE);
    }
    never.countDown();
  }

  @Test
  void closingEndsEverything() throws Exception {
    CountDownLatch asked = new CountDownLatch(2);
    CountDownLatch never = new CountDownLatch(1);
    server.otherwise(
        (request, out) -> {
          asked.countDown();
          never.await();
          return false;
        });
    Fetching.Change change = new Fetching.Change();
    change.hostConnections = 2;
    ImageFetcher fetcher = change.fetcher();
    List<CompletableFuture<FetchResult>> results =
        IntStream.range(0, 10)
            .mapToObj(i -> fetcher.fetch(server.url("/" + i)).toCompletableFuture())
            .toList();
    asked.await();
    fetcher.close();
    for (CompletableFuture<FetchResult> result : results) {
      assertThatThrownBy(() -> result.get(10, TimeUnit.SECONDS))
          .isInstanceOf(CancellationException.class);
    }
    assertThatThrownBy(() -> fetcher.fetch(server.url("/a")))
        .isInstanceOf(IllegalStateException.class);
    fetcher.close();
    never.countDown();
  }

  /** After a thousand hosts only their site rules remain, which are limited as well. */
  @Test
  void queuesForgetHosts() throws Exception {
    try (ImageFetcher fetcher = new Fetching.Change().fetcher()) {
      List<CompletableFuture<FetchResult>> results =
          IntStream.range(0, 1000)
              .mapToObj(i -> "http://host" + i + ".example:" + server.port() + "/")
              .map(url -> fetcher.fetch(url).toCompletableFuture())
              .toList();
      for (CompletableFuture<FetchResult> result : results) {
        result.get(30, TimeUnit.SECONDS);
      }
      assertThat(fetcher.queues().hosts()).isZero();
      assertThat(fetcher.sites().size()).isEqualTo(1000);
    }
  }
}
