package io.millrace.connectors.fetch.images;

import static io.millrace.connectors.fetch.images.RawServer.answer;
import static io.millrace.connectors.fetch.images.RawServer.raw;
import static io.millrace.connectors.fetch.images.RawServer.redirect;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.fetch.FetchResult;
import io.millrace.corpus.DropReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Any behaviour of a server gives a failure with a reason, in limited time and memory. */
class HostileServersTest {

  private static final byte[] IMAGE = "not looked at".getBytes(ISO_8859_1);

  private RawServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RawServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** Path, behaviour of the server, expected reason. */
  private Map<String, DropReason> tricks() {
    Map<String, DropReason> expected = new TreeMap<>();
    String ok = "HTTP/1.1 200 OK\r\n";

    server.serve("/endless-chunks", HostileServersTest::endlessChunks);
    expected.put("/endless-chunks", DropReason.IMAGE_TOO_LARGE);
    server.serve("/endless-body", (r, out) -> endless(out, ok + "\r\n", "x".repeat(1000)));
    expected.put("/endless-body", DropReason.IMAGE_TOO_LARGE);
    server.serve("/stated-too-large", raw(ok + "Content-Length: 99999999999\r\n\r\nx"));
    expected.put("/stated-too-large", DropReason.IMAGE_TOO_LARGE);
    server.serve("/gzip-bomb", "Content-Encoding: gzip\r\n", zeros(50 << 20));
    expected.put("/gzip-bomb", DropReason.IMAGE_TOO_LARGE);
    server.serve("/odd-coding", "Content-Encoding: br\r\n", IMAGE);
    expected.put("/odd-coding", DropReason.BAD_RESPONSE);
    server.serve("/false-coding", "Content-Encoding: gzip\r\n", IMAGE);
    expected.put("/false-coding", DropReason.BAD_RESPONSE);
    server.serve("/too-short", raw(ok + "Content-Length: 100\r\n\r\nabc"));
    expected.put("/too-short", DropReason.RESET);
    server.serve("/bad-length", raw(ok + "Content-Length: -5\r\n\r\nabc"));
    expected.put("/bad-length", DropReason.BAD_RESPONSE);
    server.serve("/bad-chunk", raw(ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc"));
    expected.put("/bad-chunk", DropReason.BAD_RESPONSE);
    server.serve("/cut-chunk", raw(ok + "Transfer-Encoding: chunked\r\n\r\n10\r\nabc"));
    expected.put("/cut-chunk", DropReason.RESET);
    server.serve("/hang-up", raw(""));
    expected.put("/hang-up", DropReason.RESET);
    server.serve("/not-http", raw("SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n"));
    expected.put("/not-http", DropReason.BAD_RESPONSE);
    server.serve("/header-flood", (r, out) -> endless(out, ok, "X-Flood: 1\r\n"));
    expected.put("/header-flood", DropReason.BAD_RESPONSE);
    server.serve("/long-header", (r, out) -> endless(out, ok + "X-Long: ", "x".repeat(1000)));
    expected.put("/long-header", DropReason.BAD_RESPONSE);
    server.serve("/empty", "", new byte[0]);
    expected.put("/empty", DropReason.EMPTY_BODY);
    server.serve("/no-location", answer(302, "", new byte[0]));
    expected.put("/no-location", DropReason.REDIRECTS);
    server.serve("/circle", redirect(302, "/circle2"));
    server.serve("/circle2", redirect(301, "/circle"));
    expected.put("/circle", DropReason.REDIRECTS);
    server.serve("/staircase", (r, out) -> step(r, out));
    expected.put("/staircase", DropReason.REDIRECTS);
    server.serve("/to-file", redirect(302, "file:///etc/passwd"));
    expected.put("/to-file", DropReason.REDIRECTS);
    server.serve("/to-data", redirect(302, "data:image/png;base64,AAAA"));
    expected.put("/to-data", DropReason.REDIRECTS);
    server.serve("/to-private", redirect(302, "http://10.0.0.1/"));
    expected.put("/to-private", DropReason.RESERVED_ADDRESS);
    server.serve("/to-metadata", redirect(307, "http://169.254.169.254/latest/meta-data/"));
    expected.put("/to-metadata", DropReason.RESERVED_ADDRESS);
    server.serve("/to-number", redirect(302, "http://2130706433/"));
    expected.put("/to-number", DropReason.REDIRECTS);
    statuses(expected);
    return expected;
  }

  private void statuses(Map<String, DropReason> expected) {
    Map<Integer, DropReason> reasons = new TreeMap<>();
    reasons.put(404, DropReason.NOT_FOUND);
    reasons.put(410, DropReason.NOT_FOUND);
    reasons.put(401, DropReason.FORBIDDEN);
    reasons.put(403, DropReason.FORBIDDEN);
    reasons.put(451, DropReason.FORBIDDEN);
    reasons.put(429, DropReason.RATE_LIMITED);
    reasons.put(500, DropReason.SERVER_ERROR);
    reasons.put(503, DropReason.SERVER_ERROR);
    reasons.put(204, DropReason.OTHER_STATUS);
    reasons.put(206, DropReason.OTHER_STATUS);
    reasons.put(418, DropReason.OTHER_STATUS);
    reasons.forEach(
        (status, reason) -> {
          byte[] body = status == 204 ? new byte[0] : new byte[200_000];
          server.serve("/status-" + status, answer(status, "", body));
          expected.put("/status-" + status, reason);
        });
  }

  @Test
  void everyMisbehaviourHasItsReason() throws Exception {
    Map<String, DropReason> expected = tricks();
    Map<String, DropReason> seen = new TreeMap<>();
    try (ImageFetcher fetcher = new Fetching.Change().fetcher()) {
      for (String path : expected.keySet()) {
        seen.put(path, Fetching.failed(fetcher, server.url(path)).reason());
      }
      assertThat(fetcher.budget().free()).isEqualTo(256 << 20);
    }
    assertThat(seen).isEqualTo(expected);
  }

  /** All of them together must not delay well-behaved servers. */
  @Test
  void misbehavingServersDoNotAffectOthers() throws Exception {
    Map<String, DropReason> expected = tricks();
    Fetching.Change change = new Fetching.Change();
    change.hostConnections = 64;
    server.serve("/well", "", IMAGE);
    try (ImageFetcher fetcher = change.fetcher()) {
      Map<String, CompletionStage<FetchResult>> started = new TreeMap<>();
      for (String path : expected.keySet()) {
        started.put(path, fetcher.fetch(server.url(path)));
        assertThat(Fetching.fetched(fetcher, server.url("/well")).body()).isEqualTo(IMAGE);
      }
      for (String path : expected.keySet()) {
        FetchResult result = started.get(path).toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(((FetchResult.Failed) result).reason()).as(path).isEqualTo(expected.get(path));
      }
      assertThat(fetcher.budget().free()).isEqualTo(256 << 20);
    }
  }

  @Test
  void slowServersMeetTheDeadline() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    RawServer.Answer silent =
        (r, out) -> {
          never.await();
          return false;
        };
    server.serve("/silent", silent);
    server.serve(
        "/dribble",
        (r, out) -> {
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(ISO_8859_1));
          while (!never.await(20, TimeUnit.MILLISECONDS)) {
            out.write('x');
            out.flush();
          }
          return false;
        });
    server.serve(
        "/dribbled-head",
        (r, out) -> {
          out.write("HTTP/1.1 200 OK\r\nX-A: ".getBytes(ISO_8859_1));
          while (!never.await(20, TimeUnit.MILLISECONDS)) {
            out.write('x');
            out.flush();
          }
          return false;
        });
    server.serve("/early-hints", (r, out) -> endless(out, "", "HTTP/1.1 103 Early Hints\r\n\r\n"));
    Fetching.Change change = new Fetching.Change();
    change.timeout = .5;
    try (ImageFetcher fetcher = change.fetcher()) {
      for (String path : new String[] {"/silent", "/dribble", "/dribbled-head", "/early-hints"}) {
        FetchResult.Failed failed = Fetching.failed(fetcher, server.url(path));
        assertThat(failed.reason()).as(path).isEqualTo(DropReason.TIMEOUT);
        assertThat(failed.attempts()).isEqualTo(1);
      }
    }
    never.countDown();
  }

  @Test
  void contentTypeIsNotTrusted() throws Exception {
    server.serve("/a", "Content-Type: text/html\r\nETag: \"7\"\r\nX-Other: 1\r\n", IMAGE);
    try (ImageFetcher fetcher = new Fetching.Change().fetcher()) {
      FetchResult.Fetched fetched = Fetching.fetched(fetcher, server.url("/a"));
      assertThat(fetched.contentType()).isEqualTo("text/html");
      assertThat(fetched.headers()).containsExactly(Map.entry("etag", "\"7\""));
      assertThat(fetched.body()).isEqualTo(IMAGE);
    }
  }

  @Test
  void aSmallCompressedBodyIsDecompressed() throws Exception {
    server.serve("/a", "Content-Encoding: gzip\r\n", zeros(100_000));
    try (ImageFetcher fetcher = new Fetching.Change().fetcher()) {
      assertThat(Fetching.fetched(fetcher, server.url("/a")).body()).hasSize(100_000);
    }
  }

  @Test
  void largeBodiesTakeTurnsWhenTheBudgetIsUsedUp() throws Exception {
    server.serve("/a", "", new byte[900_000]);
    server.serve("/large", "", new byte[1_500_000]);
    server.serve(
        "/chunked",
        (r, out) -> {
          out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(ISO_8859_1));
          for (int i = Integer.parseInt(r.path().replaceAll("\\D", "")); i > 0; i--) {
            out.write("186a0\r\n".getBytes(ISO_8859_1));
            out.write(new byte[100_000]);
            out.write("\r\n".getBytes(ISO_8859_1));
          }
          out.write("0\r\n\r\n".getBytes(ISO_8859_1));
          return true;
        });
    Fetching.Change change = new Fetching.Change();
    List<String> paths = List.of("/a", "/chunked?9", "/large", "/chunked?15");
    change.maxBuffered = 4 << 20;
    change.maxBytes = 2 << 20;
    try (ImageFetcher fetcher = change.fetcher()) {
      var started =
          IntStream.range(0, 40)
              .mapToObj(i -> fetcher.fetch(server.url(paths.get(i % 4))))
              .toList();
      for (int i = 0; i < started.size(); i++) {
        FetchResult result = started.get(i).toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(((FetchResult.Fetched) result).body())
            .hasSize(List.of(900_000, 900_000, 1_500_000, 1_500_000).get(i % 4));
      }
      assertThat(fetcher.budget().free()).isEqualTo(4 << 20);
    }
  }

  private static boolean endless(OutputStream out, String head, String more) throws IOException {
    out.write(head.getBytes(ISO_8859_1));
    while (true) { // until the client closes
      out.write(more.getBytes(ISO_8859_1));
    }
  }

  private static boolean endlessChunks(RawServer.Request request, OutputStream out)
      throws IOException {
    String chunk = "3e8\r\n" + "x".repeat(1000) + "\r\n";
    return endless(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunk);
  }

  private static boolean step(RawServer.Request request, OutputStream out)
      throws IOException, InterruptedException {
    String number = request.path().replaceAll("\\D", "");
    int next = number.isEmpty() ? 1 : Integer.parseInt(number) + 1;
    return redirect(302, "/staircase?" + next).write(request, out);
  }

  private static byte[] zeros(int length) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[length]);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return packed.toByteArray();
  }
}
