package io.millrace.connectors.fetch.http;

import io.millrace.connectors.fetch.DaemonThreads;
import io.millrace.connectors.fetch.FetchClock;
import io.millrace.connectors.fetch.FetchFailure;
import io.millrace.connectors.fetch.FetchSettings;
import io.millrace.connectors.fetch.FetchUrl;
import io.millrace.corpus.DropReason;
import java.io.Closeable;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends single requests with Apache's asynchronous client: no redirects, retries, cookies,
 * passwords or decompression. Everything that a server can send is limited.
 */
public final class HttpTransport implements Closeable {

  private static final int MAX_LINE = 8 << 10;
  private static final int MAX_HEADERS = 100;
  private static final TimeValue IDLE = TimeValue.ofSeconds(15);

  private final FetchSettings settings;
  private final FetchClock clock;
  private final HostResolver resolver;
  private final BodyBudget.Both budget;
  private final CloseableHttpAsyncClient client;
  private final RequestConfig requestConfig;

  public HttpTransport(
      FetchSettings settings, FetchClock clock, HostResolver resolver, SSLContext trust) {
    this.settings = settings;
    this.clock = clock;
    this.resolver = resolver;
    this.budget = BodyBudget.Both.of(settings.maxBufferedBytes());
    Timeout whole = timeout(settings.timeoutSeconds());
    requestConfig =
        RequestConfig.custom()
            .setConnectionRequestTimeout(whole)
            .setResponseTimeout(whole)
            .setAuthenticationEnabled(false)
            .setRedirectsEnabled(false)
            .setContentCompressionEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .setHardCancellationEnabled(true)
            .build();
    client = client(connections(trust, whole));
    client.start();
  }

  private PoolingAsyncClientConnectionManager connections(SSLContext trust, Timeout whole) {
    Timeout connect = timeout(settings.connectSeconds());
    return PoolingAsyncClientConnectionManagerBuilder.create()
        .setDnsResolver(resolver)
        .setTlsStrategy(ClientTlsStrategyBuilder.create().setSslContext(trust).buildAsync())
        .setDefaultTlsConfig(
            TlsConfig.custom()
                .setHandshakeTimeout(connect)
                .setVersionPolicy(HttpVersionPolicy.NEGOTIATE)
                .build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(connect)
                .setSocketTimeout(whole)
                .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                .build())
        // HostQueues limits the requests; idle connections come in addition
        .setMaxConnTotal(2 * settings.concurrency() + 64)
        .setMaxConnPerRoute(2 * settings.hostConnections() + 4)
        .build();
  }

  private CloseableHttpAsyncClient client(PoolingAsyncClientConnectionManager connections) {
    return HttpAsyncClientBuilder.create()
        .setConnectionManager(connections)
        .setIOReactorConfig(
            IOReactorConfig.custom()
                .setSoTimeout(timeout(settings.timeoutSeconds()))
                .setTcpNoDelay(true)
                .setSelectInterval(TimeValue.ofMilliseconds(100))
                .build())
        .setHttp1Config(
            Http1Config.custom()
                .setMaxLineLength(MAX_LINE)
                .setMaxHeaderCount(MAX_HEADERS)
                .setMaxEmptyLineCount(10)
                .build())
        .setH2Config(H2Config.custom().setPushEnabled(false).setMaxHeaderListSize(64 << 10).build())
        .setCharCodingConfig(
            // Location headers in UTF-8 are common
            CharCodingConfig.custom()
                .setCharset(StandardCharsets.UTF_8)
                .setMalformedInputAction(CodingErrorAction.REPLACE)
                .setUnmappableInputAction(CodingErrorAction.REPLACE)
                .build())
        .setThreadFactory(DaemonThreads.named("fetch-io"))
        .setUserAgent(settings.userAgentHeader())
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableConnectionState()
        .disableRequestPriority()
        .evictIdleConnections(IDLE)
        .build();
  }

  /**
   * Sends one request.
   *
   * @return the answer, or a {@link FetchFailure}; cancelling it ends the request
   */
  public CompletableFuture<HttpAnswer> get(FetchUrl url, Wanted wanted) {
    CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    long deadline = clock.nanos() + (long) (settings.timeoutSeconds() * 1e9);
    Runnable noDeadline =
        clock.at(
            deadline,
            () ->
                answer.completeExceptionally(
                    FetchFailure.lasting(
                        DropReason.TIMEOUT, "not over after " + settings.timeoutSeconds() + " s")));
    answer.whenComplete((value, failure) -> noDeadline.run());
    resolver
        .prepare(url.host())
        .whenComplete(
            (known, failure) -> {
              if (failure != null) {
                answer.completeExceptionally(HttpFailures.of(failure));
              } else if (!answer.isDone()) {
                send(url, wanted, answer);
              }
            });
    return answer;
  }

  private void send(FetchUrl url, Wanted wanted, CompletableFuture<HttpAnswer> answer) {
    try {
      BasicHttpRequest request =
          new BasicHttpRequest(
              "GET", new HttpHost(url.scheme(), url.host(), url.port()), url.path());
      request.setHeader("Accept", "image/*,*/*;q=0.8");
      request.setHeader("Accept-Encoding", "identity");
      HttpClientContext context = HttpClientContext.create();
      context.setRequestConfig(requestConfig);
      HttpExchange exchange = new HttpExchange(wanted, budget, answer);
      Future<Void> running =
          client.execute(
              new BasicRequestProducer(request, null), exchange, context, new Told(answer));
      answer.whenComplete(
          (value, failure) -> {
            if (failure != null) {
              running.cancel(true);
            }
          });
    } catch (RuntimeException e) {
      // the client is being closed, or rejects the request
      answer.completeExceptionally(HttpFailures.of(e));
    }
  }

  /** Completes the answer when the client ends without the exchange. */
  private record Told(CompletableFuture<HttpAnswer> answer) implements FutureCallback<Void> {

    @Override
    public void completed(Void nothing) {
      // the exchange completes the answer when its resources are released
    }

    @Override
    public void failed(Exception cause) {
      answer.completeExceptionally(HttpFailures.of(cause));
    }

    @Override
    public void cancelled() {
      answer.completeExceptionally(
          FetchFailure.passing(DropReason.RESET, "the connection was given up"));
    }
  }

  public BodyBudget.Both budget() {
    return budget;
  }

  private static Timeout timeout(double seconds) {
    return Timeout.ofMilliseconds(Math.max(1, Math.round(seconds * 1000)));
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}
