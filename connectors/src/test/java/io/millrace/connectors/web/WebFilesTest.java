package io.millrace.connectors.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.fetch.images.RawServer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebFilesTest {

  private static final WebRequests.Limits LIMITS =
      new WebRequests.Limits(
          Duration.ofSeconds(5), Duration.ofMillis(500), 3, Duration.ofMillis(1));

  private final byte[] content = new byte[700_000];
  private RawServer server;
  private Hub hub;
  private WebRequests requests;

  @BeforeEach
  void start() throws IOException {
    new Random(8).nextBytes(content);
    server = new RawServer().serve("/file", parts());
    hub = new Hub(URI.create(server.url("")), Optional.of("secret"));
    requests = new WebRequests(() -> hub, LIMITS);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** Serves the requested ranges of the content. */
  private RawServer.Answer parts() {
    return (request, out) -> {
      int from = Integer.parseInt(request.header("Range").replaceAll("\\D*(\\d+).*", "$1"));
      String range = "bytes " + from + "-" + (content.length - 1) + "/" + content.length;
      RawServer.Answer answer =
          from < content.length
              ? RawServer.answer(
                  206,
                  "Content-Range: " + range + "\r\n",
                  Arrays.copyOfRange(content, from, content.length))
              : RawServer.answer(
                  416, "Content-Range: bytes */" + content.length + "\r\n", new byte[0]);
      return answer.write(request, out);
    };
  }

  private WebFileSystem files(String scheme) {
    return new WebFileSystem(scheme, requests, requests);
  }

  private WebChannel channel(String path) {
    return new WebChannel(requests, URI.create(server.url(path)));
  }

  private byte[] read(WebChannel channel, long from, int bytes) throws IOException {
    channel.position(from);
    return Channels.newInputStream(channel).readNBytes(bytes);
  }

  private List<MatchResult.Metadata> match(String scheme, String spec) throws IOException {
    return files(scheme).match(List.of(spec)).get(0).metadata();
  }

  @Test
  void requestsRangesAtThePosition() throws IOException {
    assertThat(match("http", server.url("/file")))
        .singleElement()
        .matches(file -> file.sizeBytes() == content.length)
        .matches(file -> file.resourceId().toString().equals(server.url("/file")));
    int before = server.requests().size();
    try (WebChannel channel = channel("/file")) {
      for (int from : new int[] {500_000, 500_100, 3, 699_999}) {
        assertThat(read(channel, from, 80))
            .isEqualTo(Arrays.copyOfRange(content, from, Math.min(content.length, from + 80)));
      }
      assertThat(channel.size()).isEqualTo(content.length);
      assertThat(channel.read(ByteBuffer.allocate(9))).isEqualTo(-1);
      assertThat(read(channel, content.length + 5L, 9)).isEmpty();
    }
    assertThat(server.requests().size() - before).as("near ones are read past").isEqualTo(3);
  }

  @Test
  void skipsBytesOfServersWithoutRanges() throws IOException {
    server.serve("/whole", "", content);
    assertThat(match("http", server.url("/whole")).get(0).sizeBytes()).isEqualTo(content.length);
    try (WebChannel channel = channel("/whole")) {
      assertThat(read(channel, 600_000, 200_000))
          .isEqualTo(Arrays.copyOfRange(content, 600_000, content.length));
      assertThat(read(channel, 7, 5)).isEqualTo(Arrays.copyOfRange(content, 7, 12));
    }
  }

  @Test
  void rejectsOtherRanges() {
    server.serve("/other", RawServer.answer(206, "Content-Range: bytes 0-9/100\r\n", new byte[10]));
    assertThatThrownBy(() -> read(channel("/other"), 50, 5))
        .hasMessageEndingWith("returned another range than requested: bytes 0-9/100");
  }

  @Test
  void errorsShowNoSecrets() {
    server.serve("/other", RawServer.answer(206, "Content-Range: bytes 0-9/100\r\n", new byte[10]));
    server.serve("/refused", RawServer.answer(400, "", new byte[0]));
    server.serve("/busy", RawServer.answer(503, "", new byte[0]));
    server.serve("/sent", RawServer.answer(302, "Location: ftp://h/x?sig=S3cret\r\n", new byte[0]));
    for (String path : List.of("/other", "/refused", "/busy", "/sent", "/none")) {
      assertThatThrownBy(() -> read(channel(path + "?token=S3cret"), 50, 5))
          .hasMessageContaining(path + "?token=***")
          .hasMessageNotContaining("S3cret");
    }
  }

  @Test
  void readsEmptyFiles() throws IOException {
    server.serve("/empty", RawServer.answer(416, "Content-Range: bytes */0\r\n", new byte[0]));
    assertThat(match("http", server.url("/empty")).get(0).sizeBytes()).isZero();
    assertThat(read(channel("/empty"), 0, 9)).isEmpty();
  }

  @Test
  void temporaryFailuresAreRetried() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    server.serve(
        "/busy",
        (request, out) ->
            (switch (asked.incrementAndGet()) {
                  case 1 -> RawServer.answer(503, "", new byte[0]);
                  case 2 -> RawServer.answer(429, "Retry-After: 0\r\n", new byte[0]);
                  default -> parts();
                })
                .write(request, out));
    assertThat(read(channel("/busy"), 5, 5)).isEqualTo(Arrays.copyOfRange(content, 5, 10));
    server.serve("/down", RawServer.answer(500, "", new byte[0]));
    assertThatThrownBy(() -> read(channel("/down"), 0, 1))
        .hasMessage(server.url("/down") + ": answered with status 500");
  }

  @Test
  void permanentFailuresAreNotRetried() {
    server.serve("/secret", RawServer.answer(403, "", new byte[0]));
    assertThatThrownBy(() -> read(channel("/secret"), 0, 1))
        .hasMessage(
            server.url("/secret") + ": answered with status 403; the token is not accepted");
    assertThatThrownBy(() -> read(channel("/none"), 0, 1))
        .isInstanceOf(FileNotFoundException.class);
    assertThat(server.requests()).hasSize(2);
    assertThatThrownBy(() -> match("http", server.url("/none")))
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void brokenAndStalledConnectionsFail() {
    server.serve(
        "/cut",
        RawServer.raw(
            "HTTP/1.1 206 x\r\nContent-Range: bytes 0-9/10\r\nContent-Length: 10\r\n\r\nabc"));
    assertThatThrownBy(() -> read(channel("/cut"), 0, 10)).isInstanceOf(IOException.class);
    server.serve(
        "/still",
        (request, out) -> {
          out.write("HTTP/1.1 200 x\r\nContent-Length: 10\r\n\r\nabc".getBytes(UTF_8));
          out.flush();
          return true; // and nothing more
        });
    assertThatThrownBy(() -> read(channel("/still"), 0, 10)).isInstanceOf(IOException.class);
  }

  @Test
  void theTokenIsSentToTheHubOnly() throws IOException {
    try (RawServer other = new RawServer().serve("/data", parts())) {
      server.serve(
          "/datasets/o/n/resolve/main/a.jsonl", RawServer.redirect(302, other.url("/data")));
      assertThat(match("hf", "hf://datasets/o/n/a.jsonl").get(0).sizeBytes())
          .isEqualTo(content.length);
      assertThat(server.requests().get(0).header("Authorization")).isEqualTo("Bearer secret");
      assertThat(other.requests()).isNotEmpty();
      assertThat(other.requests()).allMatch(request -> request.header("Authorization").isEmpty());
    }
  }

  @Test
  void redirectsAreLimited() {
    server.serve("/loop", RawServer.redirect(302, "/loop"));
    server.serve("/file-of-host", RawServer.redirect(302, "file:///etc/passwd"));
    assertThatThrownBy(() -> read(channel("/loop"), 0, 1))
        .hasMessageEndingWith("redirected more than 10 times");
    assertThatThrownBy(() -> read(channel("/file-of-host"), 0, 1))
        .hasMessageEndingWith("redirects to file:///etc/passwd");
  }

  @Test
  void matchesPatternsAgainstThePagedList() throws IOException {
    String list = "/api/datasets/o/n/tree/main/data";
    AtomicInteger page = new AtomicInteger();
    String first =
        "[{\"type\":\"directory\",\"path\":\"data/de\",\"size\":0},"
            + "{\"type\":\"file\",\"path\":\"data/de/b.parquet\",\"size\":7},"
            + "{\"type\":\"file\",\"path\":\"data/de/readme.md\",\"size\":8}]";
    String second =
        "[{\"type\":\"file\",\"path\":\"data/fr/a.parquet\",\"size\":9},"
            + "{\"type\":\"file\",\"path\":\"data/fr/old/a.parquet\",\"size\":1}]";
    server.serve(
        list,
        (request, out) ->
            (page.incrementAndGet() == 1
                    ? RawServer.answer(
                        200,
                        "Link: <" + list + "?cursor=2>; rel=\"next\"\r\n",
                        first.getBytes(UTF_8))
                    : RawServer.answer(200, "", second.getBytes(UTF_8)))
                .write(request, out));
    assertThat(match("hf", "hf://datasets/o/n/data/*/*.parquet"))
        .extracting(file -> file.resourceId() + " " + file.sizeBytes())
        .containsExactly(
            "hf://datasets/o/n/data/de/b.parquet 7", "hf://datasets/o/n/data/fr/a.parquet 9");
    assertThat(server.requests().get(0).path()).endsWith("?recursive=true");
    server.serve(list, "Link: <file:///etc/passwd>; rel=next\r\n", "[]".getBytes(UTF_8));
    assertThatThrownBy(() -> match("hf", "hf://datasets/o/n/data/*"))
        .hasMessageEndingWith("redirects to file:///etc/passwd");
    server.serve(list, "", "<html>".getBytes(UTF_8));
    assertThatThrownBy(() -> match("hf", "hf://datasets/o/n/data/*.parquet"))
        .hasMessageEndingWith("the response is not a list of files");
    assertThatThrownBy(() -> match("hf", "hf://datasets/o/n/[/*"))
        .hasMessageStartingWith("a wrong pattern: ");
  }

  @Test
  void parsesAddresses() {
    WebFile folder = (WebFile) files("hf").matchNewResource("hf://datasets/o/n/de", true);
    ResourceId file = folder.resolve("a.parquet", StandardResolveOptions.RESOLVE_FILE);
    assertThat(file).hasToString("hf://datasets/o/n/de/a.parquet");
    assertThat(file.getCurrentDirectory()).isEqualTo(folder);
    assertThat(file.getFilename()).isEqualTo("a.parquet");
    assertThat(file.getScheme()).isEqualTo("hf");
    assertThat(file.resolve("b", StandardResolveOptions.RESOLVE_DIRECTORY))
        .hasToString("hf://datasets/o/n/de/b/");
    assertThat(folder.getFilename())
        .as("CulturaX's languages are names of folders")
        .isEqualTo("de");
    assertThat(folder.isDirectory()).isTrue();
  }
}
