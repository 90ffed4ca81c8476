package io.millrace.connectors.fetch.images;

import static io.millrace.connectors.fetch.images.RawServer.answer;
import static io.millrace.connectors.fetch.images.RawServer.redirect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.fetch.FetchResult;
import io.millrace.corpus.DropReason;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests robots.txt, opt-outs and reservations with local servers. */
class SiteRulesTest {

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

  private void robots(String text) {
    server.serve("/robots.txt", "Content-Type: text/plain\r\n", text.getBytes(UTF_8));
  }

  private DropReason reason(String path) throws Exception {
    try (ImageFetcher fetcher = new Fetching.Change().fetcher()) {
      return reason(fetcher, path);
    }
  }

  private DropReason reason(ImageFetcher fetcher, String path) throws Exception {
    FetchResult result = Fetching.now(fetcher, server.url(path));
    return result instanceof FetchResult.Failed failed ? failed.reason() : null;
  }

  private long asked(String path) {
    return server.requests().stream().filter(request -> request.path().equals(path)).count();
  }

  @Test
  void robotsAreObeyedAndFetchedOnce() throws Exception {
    robots(
        """
        User-agent: *
        Disallow: /

        User-agent: TestBot
        Disallow: /private/
        Allow: /private/open
        Disallow: /*.gif$
        """);
    try (ImageFetcher fetcher = new Fetching.Change().fetcher()) {
      assertThat(reason(fetcher, "/a.jpg")).isNull();
      assertThat(reason(fetcher, "/private/a.jpg")).isEqualTo(DropReason.ROBOTS);
      assertThat(reason(fetcher, "/private/open.jpg")).isNull();
      assertThat(reason(fetcher, "/a.gif")).isEqualTo(DropReason.ROBOTS);
      assertThat(reason(fetcher, "/x/../private/a.jpg")).isEqualTo(DropReason.ROBOTS);
    }
    assertThat(server.paths()).containsExactly("/a.jpg", "/private/open.jpg");
    assertThat(asked("/robots.txt")).isEqualTo(1);
    assertThat(asked("/.well-known/tdmrep.json")).isEqualTo(1);
  }

  @Test
  void generalRulesApplyToUnnamedRobots() throws Exception {
    robots("User-agent: otherbot\nDisallow:\n\nUser-agent: *\nDisallow: /");
    assertThat(reason("/a.jpg")).isEqualTo(DropReason.ROBOTS);
    assertThat(server.paths()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"400", "401", "403", "404", "410"})
  void aMissingFileAllowsAll(int status) throws Exception {
    server.serve("/robots.txt", answer(status, "", "Disallow: /".getBytes(UTF_8)));
    assertThat(reason("/a.jpg")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"429", "500", "503"})
  void anUnreachableFileAllowsNothing(int status) throws Exception {
    server.serve("/robots.txt", answer(status, "", new byte[0]));
    assertThat(reason("/a.jpg")).isEqualTo(DropReason.ROBOTS);
    assertThat(server.paths()).isEmpty();
  }

  @Test
  void rulesAreFetchedAgainLater() throws Exception {
    ManualClock clock = new ManualClock();
    server.serve("/robots.txt", answer(503, "", new byte[0]));
    try (ImageFetcher fetcher =
        new Fetching.Change().fetcher(clock, host -> InetAddress.getAllByName("127.0.0.1"))) {
      assertThat(reason(fetcher, "/a.jpg")).isEqualTo(DropReason.ROBOTS);
      robots("");
      assertThat(reason(fetcher, "/a.jpg")).isEqualTo(DropReason.ROBOTS);
      clock.advance(660);
      assertThat(reason(fetcher, "/a.jpg")).isNull();
      robots("User-agent: *\nDisallow: /");
      clock.advance(3600 * 23);
      assertThat(reason(fetcher, "/a.jpg")).isNull();
      clock.advance(3600 * 2);
      assertThat(reason(fetcher, "/a.jpg")).isEqualTo(DropReason.ROBOTS);
    }
  }

  @Test
  void redirectsOfTheFileAreFollowedButNotToPrivateAddresses() throws Exception {
    server.serve("/robots.txt", redirect(301, "/elsewhere/robots.txt"));
    server.serve("/elsewhere/robots.txt", "", "User-agent: *\nDisallow: /a".getBytes(UTF_8));
    assertThat(reason("/a.jpg")).isEqualTo(DropReason.ROBOTS);
    assertThat(reason("/b.jpg")).isNull();
    server.serve("/robots.txt", redirect(301, "http://10.1.2.3/robots.txt"));
    assertThat(reason("/b.jpg")).isEqualTo(DropReason.RESERVED_ADDRESS);
    server.serve("/robots.txt", redirect(301, "/robots.txt"));
    assertThat(reason("/b.jpg")).isNull(); // more than five: as if there were none
  }

  @Test
  void hugeAndMalformedFilesAreRead() throws Exception {
    robots("User-agent: *\nDisallow: /a\n" + "# filling\n".repeat(200_000) + "Disallow: /b\n");
    assertThat(reason("/a.jpg")).isEqualTo(DropReason.ROBOTS);
    assertThat(reason("/b.jpg")).isNull(); // beyond 500 KiB
    server.serve("/robots.txt", "", new byte[5000]);
    assertThat(reason("/a.jpg")).isNull();
  }

  /** Matching stays fast for files that are made to be slow. */
  @Test
  void tooManyRulesAllowNothing() throws Exception {
    StringBuilder rules = new StringBuilder("User-agent: *\n");
    for (int i = 0; rules.length() < 400_000; i++) {
      rules.append("Disallow: /*a*a*a*a*a*a*b").append(i).append('\n');
    }
    robots(rules.toString());
    try (ImageFetcher fetcher = new Fetching.Change().fetcher()) {
      assertThat(reason(fetcher, "/" + "a".repeat(8000))).isEqualTo(DropReason.ROBOTS);
      assertThat(reason(fetcher, "/a.jpg")).isNull();
    }
  }

  @Test
  void robotsCanBeSwitchedOff() throws Exception {
    robots("User-agent: *\nDisallow: /");
    Fetching.Change change = new Fetching.Change();
    change.robots = false;
    change.tdm = false;
    try (ImageFetcher fetcher = change.fetcher()) {
      assertThat(reason(fetcher, "/a.jpg")).isNull();
    }
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void redirectTargetsAreChecked() throws Exception {
    try (RawServer other = new RawServer()) {
      other.serve("/robots.txt", "", "User-agent: *\nDisallow: /".getBytes(UTF_8));
      server.serve("/a.jpg", redirect(302, other.url("/b.jpg")));
      server.serve("/c.jpg", redirect(302, "/closed/d.jpg"));
      robots("User-agent: *\nDisallow: /closed/");
      assertThat(reason("/a.jpg")).isEqualTo(DropReason.ROBOTS);
      assertThat(other.paths()).isEmpty();
      assertThat(reason("/c.jpg")).isEqualTo(DropReason.ROBOTS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Robots-Tag: noai",
        "X-Robots-Tag: noimageai",
        "X-Robots-Tag: noindex",
        "X-Robots-Tag: noimageindex",
        "x-robots-tag: nofollow, NoAI",
        "X-Robots-Tag: testbot: noai",
        "X-Robots-Tag: otherbot: nofollow\r\nX-Robots-Tag: noai",
        "TDM-Reservation: 1"
      })
  void headersOptOut(String header) throws Exception {
    server.serve("/a.jpg", header + "\r\n", IMAGE);
    assertThat(reason("/a.jpg")).isEqualTo(DropReason.OPT_OUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X-Robots-Tag: otherbot: noai", "X-Robots-Tag: nofollow", "tdm-reservation: 0"})
  void otherHeadersDoNot(String header) throws Exception {
    server.serve("/a.jpg", header + "\r\n", IMAGE);
    assertThat(reason("/a.jpg")).isNull();
  }

  @Test
  void siteReservationsAreObeyed() throws Exception {
    String rules =
        "[{\"location\": \"/art/open\", \"tdm-reservation\": 0},"
            + " {\"location\": \"/art/\", \"tdm-reservation\": 1, \"tdm-policy\": \"http://p\"}]";
    server.serve("/.well-known/tdmrep.json", "", rules.getBytes(UTF_8));
    assertThat(reason("/art/a.jpg")).isEqualTo(DropReason.OPT_OUT);
    assertThat(reason("/art/open/a.jpg")).isNull();
    assertThat(reason("/a.jpg")).isNull();
    assertThat(server.paths()).containsExactly("/art/open/a.jpg", "/a.jpg");
    server.serve("/.well-known/tdmrep.json", answer(404, "", rules.getBytes(UTF_8)));
    assertThat(reason("/art/a.jpg")).isNull();
    server.serve("/.well-known/tdmrep.json", answer(503, "", rules.getBytes(UTF_8)));
    assertThat(reason("/a.jpg")).isEqualTo(DropReason.OPT_OUT_UNREAD);
  }

  @Test
  void reservationsOnRedirectsAreObeyed() throws Exception {
    server.serve("/a.jpg", answer(302, "Location: /b.jpg\r\nX-Robots-Tag: noai\r\n", IMAGE));
    assertThat(reason("/a.jpg")).isEqualTo(DropReason.OPT_OUT);
    server.serve("/a.jpg", answer(301, "Location: /b.jpg\r\ntdm-reservation: 1\r\n", IMAGE));
    assertThat(reason("/a.jpg")).isEqualTo(DropReason.OPT_OUT);
    assertThat(server.paths()).containsExactly("/a.jpg", "/a.jpg");
  }

  @Test
  void crawlDelayIsObeyed() throws Exception {
    ManualClock clock = new ManualClock();
    robots("User-agent: *\nCrawl-delay: 5");
    try (ImageFetcher fetcher =
        new Fetching.Change().fetcher(clock, host -> InetAddress.getAllByName("127.0.0.1"))) {
      List<java.util.concurrent.CompletableFuture<FetchResult>> results =
          List.of("/a.jpg", "/b.jpg", "/c.jpg").stream()
              .map(path -> fetcher.fetch(server.url(path)).toCompletableFuture())
              .toList();
      results.get(0).get(10, TimeUnit.SECONDS);
      clock.awaitTimer(4.9, 5.1);
      clock.advance(4.8);
      assertThat(server.paths()).hasSize(1);
      clock.advance(.3);
      results.get(1).get(10, TimeUnit.SECONDS);
      assertThat(server.paths()).containsExactly("/a.jpg", "/b.jpg");
      clock.awaitTimer(4.6, 5.1);
      clock.advance(5.1);
      results.get(2).get(10, TimeUnit.SECONDS);
      assertThat(server.paths()).containsExactly("/a.jpg", "/b.jpg", "/c.jpg");
    }
  }

  @Test
  void aLongCrawlDelayIsCapped() throws Exception {
    ManualClock clock = new ManualClock();
    robots("User-agent: *\nCrawl-delay: 86400");
    try (ImageFetcher fetcher =
        new Fetching.Change().fetcher(clock, host -> InetAddress.getAllByName("127.0.0.1"))) {
      Fetching.fetched(fetcher, server.url("/a.jpg"));
      var second = fetcher.fetch(server.url("/b.jpg")).toCompletableFuture();
      clock.awaitTimer(9.9, 10.0);
      assertThat(server.paths()).hasSize(1);
      clock.advance(10);
      assertThat(second.get(10, TimeUnit.SECONDS)).isInstanceOf(FetchResult.Fetched.class);
    }
  }

  @Test
  void sendsTheUserAgent() throws Exception {
    reason("/a.jpg");
    assertThat(server.requests())
        .allSatisfy(
            request ->
                assertThat(request.header("User-Agent"))
                    .startsWith("testbot/")
                    .contains("+https://example.org/bot")
                    .contains("robots.txt"));
  }
}
