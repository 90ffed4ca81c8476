package io.millrace.connectors.models;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server for tests that answers with arbitrary bytes, one request at a time. */
final class LocalServer implements AutoCloseable {

  /** Writes the raw response. */
  interface Answer {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();

  LocalServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::run, "local server");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        answer(client);
      } catch (IOException e) {
        // the client has disconnected; the test checks the client's side
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void answer(Socket client) throws IOException, InterruptedException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
    String path = in.readLine().split(" ")[1];
    for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {}
    requests.incrementAndGet();
    answers.getOrDefault(path, head(404, "")).write(client.getOutputStream());
  }

  void serve(String path, Answer answer) {
    answers.put(path, answer);
  }

  void serve(String path, byte[] body) {
    serve(path, body, body.length);
  }

  /** A body that may be shorter than its declared length. */
  void serve(String path, byte[] body, int declared) {
    Answer head = head(200, "Content-Length: " + declared + "\r\n");
    serve(
        path,
        out -> {
          head.write(out);
          out.write(body);
          out.flush();
        });
  }

  void redirect(String path, String to) {
    serve(path, head(302, "Content-Length: 0\r\nLocation: " + to + "\r\n"));
  }

  static Answer head(int status, String headers) {
    String end = headers.isEmpty() ? "Content-Length: 0\r\n\r\n" : headers + "\r\n";
    String head = "HTTP/1.1 " + status + " Status\r\nConnection: close\r\n" + end;
    return out -> out.write(head.getBytes(ISO_8859_1));
  }

  String url(String path) {
    return "http://127.0.0.1:" + socket.getLocalPort() + path;
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
