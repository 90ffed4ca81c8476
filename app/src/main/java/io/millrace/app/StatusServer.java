package io.millrace.app;

import io.millrace.pipelines.run.ServiceStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Answers GET of {@code /health}, {@code /ready} and {@code /metrics} from the last look at the
 * service. One thread looks and another answers, so a cluster that is silent makes no question
 * wait. Of a request no more than its first 2 kB are read, for at most two seconds, and one is
 * answered after the other.
 */
final class StatusServer implements AutoCloseable {

  private static final int BACKLOG = 16;
  private static final int READ_MILLIS = 2_000;
  private static final int LONGEST_REQUEST = 2_048;
  private static final long LOOK_MILLIS = 5_000;

  /** A look may take half a minute when nothing answers; one that takes longer is stuck. */
  private static final long STUCK_MILLIS = 120_000;

  private final ServerSocket socket;
  private final Supplier<ServiceStatus> look;
  private final long checkpointMillis;
  private final Thread looking;
  private volatile ServiceStatus last;
  private volatile long lastTime = System.currentTimeMillis();

  private StatusServer(ServerSocket socket, Supplier<ServiceStatus> look, long checkpointMillis) {
    this.socket = socket;
    this.look = look;
    this.checkpointMillis = checkpointMillis;
    this.looking = thread(this::lookOnAndOn, "status");
  }

  /**
   * Starts to answer.
   *
   * @param port to listen at; 0 for any that is free
   * @param look how the service is
   * @param checkpointMillis the service is not ready when its newest checkpoint is older
   * @param err is told the port
   */
  static StatusServer start(
      String host, int port, Supplier<ServiceStatus> look, long checkpointMillis, PrintWriter err)
      throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
    StatusServer server = new StatusServer(socket, look, checkpointMillis);
    server.looking.start();
    thread(server::answerOnAndOn, "status-answers").start();
    err.println("status at http://" + host + ":" + socket.getLocalPort() + "/metrics");
    err.flush();
    return server;
  }

  private static Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void lookOnAndOn() {
    while (!socket.isClosed()) {
      last = look.get();
      lastTime = System.currentTimeMillis();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
    }
  }

  private void answerOnAndOn() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        client.setSoTimeout(READ_MILLIS);
        answer(client);
      } catch (IOException gone) {
        // whoever asked has left, or the server is closed
      }
    }
  }

  private void answer(Socket client) throws IOException {
    String[] request = firstLine(client.getInputStream()).split(" ", -1);
    boolean get = request.length == 3 && request[0].equals("GET") && request[2].startsWith("HTTP/");
    String path = get ? request[1].replaceFirst("\\?.*", "") : "";
    long now = System.currentTimeMillis();
    ServiceStatus status = last;
    boolean ready = status != null && ServiceMetrics.isReady(status, now, checkpointMillis);
    boolean healthy =
        now - lastTime < STUCK_MILLIS && (status == null || !status.job().equals("FAILED"));
    switch (path) {
      case "/health" -> send(client, healthy ? 200 : 503, healthy ? "healthy\n" : "not healthy\n");
      case "/ready" -> send(client, ready ? 200 : 503, ready ? "ready\n" : notReady(status));
      case "/metrics" ->
          send(
              client,
              status == null ? 503 : 200,
              status == null ? "" : ServiceMetrics.text(status, ready));
      default -> send(client, get ? 404 : 400, "/health /ready /metrics\n");
    }
  }

  private static String notReady(ServiceStatus status) {
    String failure = status == null ? "" : status.failure();
    return failure.isEmpty()
        ? "not ready\n"
        : "not ready; the job last failed with: " + failure + '\n';
  }

  /** The first line of a request; "" when it is longer than it may be. */
  private static String firstLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    long end = System.nanoTime() + READ_MILLIS * 1_000_000L;
    while (line.length() < LONGEST_REQUEST && System.nanoTime() < end) {
      int next = in.read();
      if (next < 0 || next == '\n') {
        return line.toString().strip();
      }
      line.append((char) next);
    }
    return "";
  }

  private static void send(Socket client, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 "
            + status
            + " \r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: "
            + body.length
            + "\r\nConnection: close\r\n\r\n";
    OutputStream out = client.getOutputStream();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
    // what was not read would reset the connection before the answer is there
    client.shutdownOutput();
    byte[] rest = new byte[LONGEST_REQUEST];
    for (int reads = 0; reads < 4 && client.getInputStream().read(rest) > 0; reads++) {}
  }

  @Override
  public void close() throws IOException {
    socket.close();
    LockSupport.unpark(looking);
  }
}
