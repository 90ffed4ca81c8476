package io.millrace.bench.attack;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A server with the OpenAI API whose answers and token counts the scenario sets. */
final class LlmServer implements AutoCloseable {

  private final ServerSocket socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "llm");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicInteger asked = new AtomicInteger();
  private final int status;
  private final UnaryOperator<String> answer;
  private final long tokens;

  /**
   * @param status HTTP status of all responses
   * @param answer makes the answer from the body of a request
   * @param tokens number of tokens that every response reports
   */
  LlmServer(int status, UnaryOperator<String> answer, long tokens) throws IOException {
    this.status = status;
    this.answer = answer;
    this.tokens = tokens;
    threads.execute(this::accept);
  }

  String endpoint() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
  }

  /** Number of requests for an answer. */
  int asked() {
    return asked.get();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      String first = line(in);
      int length = 0;
      for (String header = line(in); !header.isEmpty(); header = line(in)) {
        if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(header.substring(15).strip());
        }
      }
      String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      String said = first.startsWith("POST") ? completion(body) : "{\"data\":[{\"id\":\"m\"}]}";
      byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
      String head =
          "HTTP/1.1 "
              + status
              + " Status\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
              + bytes.length
              + "\r\n\r\n";
      client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      client.getOutputStream().write(bytes);
    } catch (IOException gone) {
      // the client closed the connection
    }
  }

  private String completion(String request) {
    asked.incrementAndGet();
    String text =
        answer.apply(request).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "{\"id\":\"1\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,"
        + "\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\""
        + text
        + "\"}}],\"usage\":{\"prompt_tokens\":"
        + tokens
        + ",\"completion_tokens\":"
        + tokens
        + ",\"total_tokens\":"
        + tokens
        + "}}";
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
