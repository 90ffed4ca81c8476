package io.millrace.connectors.fetch.images;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.fetch.FetchResult;
import io.millrace.connectors.fetch.SystemClock;
import io.millrace.corpus.DropReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler.ResponseTrigger;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducers;
import org.apache.hc.core5.http.nio.entity.DiscardingEntityConsumer;
import org.apache.hc.core5.http.nio.support.AbstractServerExchangeHandler;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.http2.ssl.H2ServerTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests HTTP/2 and the checks of certificates. */
class TlsAndHttp2Test {

  private static final char[] PASSWORD = "for-tests".toCharArray();
  private static final Map<String, String> VERSIONS = new ConcurrentHashMap<>();

  @TempDir static Path folder;
  private static SSLContext trusting;
  private static SSLContext serving;

  @BeforeAll
  static void makeCertificate() throws Exception {
    Path store = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=site.example",
                "-ext",
                "san=dns:site.example",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    serving = SSLContexts.custom().loadKeyMaterial(keys, PASSWORD).build();
    trusting = SSLContexts.custom().loadTrustMaterial(keys, null).build();
  }

  @AfterAll
  static void forget() {
    VERSIONS.clear();
  }

  private interface Use {
    void with(String base, ImageFetcher fetcher) throws Exception;
  }

  private static void serve(HttpVersionPolicy versions, SSLContext trust, Use use)
      throws Exception {
    HttpAsyncServer server =
        H2ServerBootstrap.bootstrap()
            .setCanonicalHostName("site.example")
            .setVersionPolicy(versions)
            .setTlsStrategy(new H2ServerTlsStrategy(serving))
            .register("*", Handler::new)
            .register("other.example", "*", Handler::new)
            .create();
    server.start();
    ListenerEndpoint endpoint =
        server.listen(new InetSocketAddress("127.0.0.1", 0), URIScheme.HTTPS).get();
    int port = ((InetSocketAddress) endpoint.getAddress()).getPort();
    Fetching.Change change = new Fetching.Change();
    change.retries = 0;
    try (ImageFetcher fetcher =
        new ImageFetcher(
            change.settings(),
            new SystemClock(),
            host -> InetAddress.getAllByName("127.0.0.1"),
            trust)) {
      use.with(":" + port, fetcher);
    } finally {
      server.close(CloseMode.IMMEDIATE);
      server.awaitShutdown(TimeValue.of(5, TimeUnit.SECONDS));
    }
  }

  /** Answers with the HTTP version of the request. */
  private static final class Handler
      extends AbstractServerExchangeHandler<Message<HttpRequest, Void>> {

    @Override
    protected AsyncRequestConsumer<Message<HttpRequest, Void>> supplyConsumer(
        HttpRequest request, EntityDetails entity, HttpContext context) {
      VERSIONS.put(
          request.getPath(), HttpCoreContext.cast(context).getProtocolVersion().toString());
      return new BasicRequestConsumer<>(new DiscardingEntityConsumer<>());
    }

    @Override
    protected void handle(
        Message<HttpRequest, Void> message, ResponseTrigger trigger, HttpContext context)
        throws HttpException, IOException {
      String path = message.getHead().getPath();
      boolean image = path.startsWith("/image");
      byte[] body =
          new byte[path.endsWith("large") ? 900_000 : path.endsWith("huge") ? 3 << 20 : 5];
      trigger.submitResponse(
          AsyncResponseBuilder.create(image ? 200 : 404)
              .setEntity(AsyncEntityProducers.create(body, ContentType.IMAGE_PNG))
              .build(),
          context);
    }
  }

  @Test
  void usesHttp2WhenOffered() throws Exception {
    serve(
        HttpVersionPolicy.NEGOTIATE,
        trusting,
        (port, fetcher) -> {
          String base = "https://site.example" + port;
          assertThat(Fetching.fetched(fetcher, base + "/image").body()).hasSize(5);
          assertThat(VERSIONS).containsEntry("/image", "HTTP/2.0");
          assertThat(Fetching.fetched(fetcher, base + "/image-large").body()).hasSize(900_000);
          assertThat(Fetching.failed(fetcher, base + "/image-huge").reason())
              .isEqualTo(DropReason.IMAGE_TOO_LARGE);
          assertThat(Fetching.failed(fetcher, base + "/other").reason())
              .isEqualTo(DropReason.NOT_FOUND);
          List<String> many = new ArrayList<>();
          for (int i = 0; i < 50; i++) {
            many.add(base + "/image" + i);
          }
          var started = many.stream().map(fetcher::fetch).toList();
          for (var stage : started) {
            assertThat(stage.toCompletableFuture().get(20, TimeUnit.SECONDS))
                .isInstanceOf(FetchResult.Fetched.class);
          }
        });
  }

  @Test
  void usesHttp1Otherwise() throws Exception {
    serve(
        HttpVersionPolicy.FORCE_HTTP_1,
        trusting,
        (port, fetcher) -> {
          String url = "https://site.example" + port + "/image-1";
          assertThat(Fetching.fetched(fetcher, url).body()).hasSize(5);
          assertThat(VERSIONS).containsEntry("/image-1", "HTTP/1.1");
        });
  }

  @Test
  void rejectsCertificatesOfOtherNames() throws Exception {
    serve(
        HttpVersionPolicy.NEGOTIATE,
        trusting,
        (port, fetcher) ->
            assertThat(Fetching.failed(fetcher, "https://other.example" + port + "/image").reason())
                .isEqualTo(DropReason.TLS));
  }

  @Test
  void rejectsUntrustedCertificates() throws Exception {
    serve(
        HttpVersionPolicy.NEGOTIATE,
        SSLContext.getDefault(),
        (port, fetcher) ->
            assertThat(Fetching.failed(fetcher, "https://site.example" + port + "/image").reason())
                .isEqualTo(DropReason.TLS));
  }

  @Test
  void plainTextWhereTlsIsExpected() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        ImageFetcher fetcher = new Fetching.Change().fetcher()) {
      thread.execute(
          () -> {
            try (Socket client = plain.accept()) {
              client.getOutputStream().write("HTTP/1.1 400 No\r\n\r\n".getBytes(US_ASCII));
              client.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
              // the test checks the client's side
            }
          });
      String url = "https://127.0.0.1:" + plain.getLocalPort() + "/a";
      assertThat(Fetching.failed(fetcher, url).reason()).isEqualTo(DropReason.TLS);
    }
    thread.shutdownNow();
  }
}
