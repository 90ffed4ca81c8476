package io.millrace.connectors.fetch.images;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.millrace.connectors.fetch.DaemonThreads;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server for tests that answers with arbitrary bytes. */
public final class RawServer implements AutoCloseable {

  /** Writes the raw response; the connection is closed unless the response keeps it open. */
  public interface Answer {
    boolean write(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  /** The request. */
  public record Request(String path, List<String> headers) {
    public String header(String name) {
      return headers.stream()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
  }

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool(DaemonThreads.named("raw"));
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile Answer otherwise = answer(404, "", new byte[0]);

  public RawServer() throws IOException {
    this("127.0.0.1", 0);
  }

  RawServer(String address, int port) throws IOException {
    socket = new ServerSocket(port, 500, InetAddress.getByName(address));
    threads.execute(this::accept);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        connections.incrementAndGet();
        open.add(client);
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      boolean more = true;
      while (more) {
        String line = line(in);
        if (line == null) {
          return;
        }
        List<String> headers = new CopyOnWriteArrayList<>();
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
          headers.add(header);
        }
        Request request = new Request(line.split(" ")[1], headers);
        requests.add(request);
        String plain = request.path().replaceFirst("\\?.*", "");
        more = answers.getOrDefault(plain, otherwise).write(request, client.getOutputStream());
        client.getOutputStream().flush();
      }
    } catch (IOException e) {
      // the client has disconnected; the test checks the client's side
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        return line.toString(ISO_8859_1).strip();
      }
      line.write(b);
    }
    return null;
  }

  public RawServer serve(String path, Answer answer) {
    answers.put(path, answer);
    return this;
  }

  /** A response with status 200. */
  public RawServer serve(String path, String headers, byte[] body) {
    return serve(path, answer(200, headers, body));
  }

  RawServer otherwise(Answer answer) {
    otherwise = answer;
    return this;
  }

  /**
   * @param headers complete lines with {@code \r\n}
   */
  public static Answer answer(int status, String headers, byte[] body) {
    String head =
        "HTTP/1.1 " + status + " Status\r\nContent-Length: " + body.length + "\r\n" + headers;
    return (request, out) -> {
      out.write((head + "\r\n").getBytes(ISO_8859_1));
      out.write(body);
      return true;
    };
  }

  public static Answer redirect(int status, String to) {
    return answer(status, "Location: " + to + "\r\n", new byte[0]);
  }

  /** A response of these bytes, after which the connection is closed. */
  public static Answer raw(String text) {
    return (request, out) -> {
      out.write(text.getBytes(ISO_8859_1));
      return false;
    };
  }

  int port() {
    return socket.getLocalPort();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** Requested paths so far, without those of site rules. */
  List<String> paths() {
    return requests.stream()
        .map(Request::path)
        .filter(path -> !path.equals("/robots.txt") && !path.startsWith("/.well-known/"))
        .toList();
  }

  public List<Request> requests() {
    return requests;
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket client : open) {
      client.close();
    }
    threads.shutdownNow();
  }
}
