package io.millrace.app.serve;

import io.millrace.pipelines.stream.ServiceStatus;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.AsyncServerBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.DiscardingEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.nio.support.BasicServerExchangeHandler;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;

/**
 * Answers GET of {@code /health}, {@code /ready} and {@code /metrics} from the last known state of
 * the service. One thread polls the service, so a cluster that does not answer delays no reply.
 * Another thread serves all connections asynchronously, so a slow client delays no other; {@link
 * StatusConnections} limits their number and duration.
 */
final class StatusServer implements AutoCloseable {

  /** Longest line of a request, and most headers. */
  private static final int LINE_BYTES = 2_048;

  private static final int MOST_HEADERS = 64;

  private static final long LOOK_MILLIS = 5_000;

  /** A poll may take half a minute when the cluster does not answer; a longer one is stuck. */
  private static final long STUCK_MILLIS = 120_000;

  private static final ContentType TEXT =
      ContentType.parse("text/plain; version=0.0.4; charset=utf-8");

  private final HttpAsyncServer server;
  private final Supplier<ServiceStatus> look;
  private final long checkpointMillis;
  private final Thread looking;
  private int port;
  private volatile boolean closed;
  private volatile ServiceStatus last;
  private volatile long lastTime = System.currentTimeMillis();

  private StatusServer(Supplier<ServiceStatus> look, long checkpointMillis) {
    this.look = look;
    this.checkpointMillis = checkpointMillis;
    this.looking = new Thread(this::lookOnAndOn, "status");
    looking.setDaemon(true);
    this.server =
        AsyncServerBootstrap.bootstrap()
            .setIOReactorConfig(
                IOReactorConfig.custom()
                    .setIoThreadCount(1)
                    .setBacklogSize(StatusConnections.MOST)
                    .setSoReuseAddress(true)
                    .setSoTimeout(StatusConnections.IDLE)
                    .build())
            .setHttp1Config(
                Http1Config.custom()
                    .setMaxLineLength(LINE_BYTES)
                    .setMaxHeaderCount(MOST_HEADERS)
                    .build())
            .setConnectionReuseStrategy((request, response, context) -> false)
            .setIOSessionListener(new StatusConnections())
            .setCanonicalHostName("millrace")
            .setRequestRouter(
                (request, context) -> () -> new BasicServerExchangeHandler<>(new Answers()))
            .create();
  }

  /**
   * Starts the server.
   *
   * @param port to listen at; 0 for any free port
   * @param look reads the state of the service
   * @param checkpointMillis the service is not ready when its newest checkpoint is older
   * @param err gets the address
   */
  static StatusServer start(
      String host, int port, Supplier<ServiceStatus> look, long checkpointMillis, PrintWriter err)
      throws IOException {
    StatusServer server = new StatusServer(look, checkpointMillis);
    server.listen(new InetSocketAddress(InetAddress.getByName(host), port));
    server.looking.start();
    err.println("status at http://" + host + ":" + server.port + "/metrics");
    err.flush();
    return server;
  }

  private void listen(InetSocketAddress address) throws IOException {
    server.start();
    try {
      port =
          ((InetSocketAddress) server.listen(address, URIScheme.HTTP).get().getAddress()).getPort();
    } catch (InterruptedException stopped) {
      close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while opening " + address);
    } catch (ExecutionException refused) {
      close();
      throw new IOException(
          "cannot listen at " + address + ": " + refused.getCause().getMessage(),
          refused.getCause());
    }
  }

  int port() {
    return port;
  }

  private void lookOnAndOn() {
    while (!closed) {
      last = look.get();
      lastTime = System.currentTimeMillis();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
    }
  }

  /**
   * An answer.
   *
   * @param status of HTTP
   */
  private record Answer(int status, String text) {}

  private Answer answer(HttpRequest request) {
    if (!Method.GET.isSame(request.getMethod())) {
      return new Answer(400, "/health /ready /metrics\n");
    }
    long now = System.currentTimeMillis();
    ServiceStatus status = last;
    boolean ready = status != null && ServiceMetrics.isReady(status, now, checkpointMillis);
    boolean healthy =
        now - lastTime < STUCK_MILLIS && (status == null || !status.job().equals("FAILED"));
    return switch (request.getPath().replaceFirst("\\?.*", "")) {
      case "/health" -> new Answer(healthy ? 200 : 503, healthy ? "healthy\n" : "not healthy\n");
      case "/ready" -> new Answer(ready ? 200 : 503, ready ? "ready\n" : notReady(status));
      case "/metrics" ->
          status == null
              ? new Answer(503, "")
              : new Answer(200, ServiceMetrics.text(status, ready));
      default -> new Answer(404, "/health /ready /metrics\n");
    };
  }

  private static String notReady(ServiceStatus status) {
    String failure = status == null ? "" : status.failure();
    return failure.isEmpty()
        ? "not ready\n"
        : "not ready; the job last failed with: " + failure + '\n';
  }

  /** Answers requests, whose bodies are ignored. */
  private final class Answers implements AsyncServerRequestHandler<Message<HttpRequest, Void>> {

    @Override
    public AsyncRequestConsumer<Message<HttpRequest, Void>> prepare(
        HttpRequest request, EntityDetails entity, HttpContext context) {
      return new BasicRequestConsumer<>(entity == null ? null : new DiscardingEntityConsumer<>());
    }

    @Override
    public void handle(
        Message<HttpRequest, Void> request, ResponseTrigger response, HttpContext context)
        throws IOException, HttpException {
      Answer answer = answer(request.getHead());
      response.submitResponse(
          AsyncResponseBuilder.create(answer.status())
              .setEntity(answer.text().getBytes(StandardCharsets.UTF_8), TEXT)
              .build(),
          context);
    }
  }

  @Override
  public void close() {
    closed = true;
    server.close(CloseMode.IMMEDIATE);
    LockSupport.unpark(looking);
  }
}
