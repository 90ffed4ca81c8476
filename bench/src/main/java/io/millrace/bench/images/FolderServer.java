package io.millrace.bench.images;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Locale;
import java.util.concurrent.Executors;

/**
 * Serves the JPEG files of a folder on all loopback addresses until standard input ends; prints its
 * port. For each input line it prints the number of requests so far, and how many of them were for
 * an image that was requested before.
 */
public final class FolderServer {

  private final Path folder;
  private final int files;
  private final BitSet asked = new BitSet();
  private long requests;

  private FolderServer(Path folder, int files) {
    this.folder = folder;
    this.files = files;
  }

  /**
   * @param args folder; optionally the number of files in it. Image n is then file n modulo that
   *     number, with n in a comment, so that all images have different bytes.
   */
  public static void main(String[] args) throws IOException {
    FolderServer images =
        new FolderServer(Path.of(args[0]), args.length > 1 ? Integer.parseInt(args[1]) : 0);
    // without this, a kept connection has a latency of 40 ms (delayed acknowledgement)
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    HttpServer server = HttpServer.create(new InetSocketAddress(0), 4096);
    server.setExecutor(Executors.newFixedThreadPool(16));
    server.createContext("/", images::answer);
    server.start();
    System.out.println(server.getAddress().getPort());
    for (int in = System.in.read(); in >= 0; in = System.in.read()) {
      if (in == '\n') {
        System.out.println(images.counts());
      }
    }
    server.stop(0);
    System.exit(0);
  }

  private synchronized String counts() {
    return String.format(Locale.ROOT, "%d %d", requests, requests - asked.cardinality());
  }

  private synchronized void count(int number) {
    requests++;
    asked.set(number);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath().substring(1);
      byte[] image = name.matches("[0-9]{1,9}\\.jpg") ? image(name) : null;
      if (image == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
      exchange.sendResponseHeaders(200, image.length);
      exchange.getResponseBody().write(image);
    }
  }

  private byte[] image(String name) throws IOException {
    int number = Integer.parseInt(name, 0, name.length() - 4, 10);
    count(number);
    Path file = folder.resolve((files == 0 ? number : number % files) + ".jpg");
    if (!Files.isRegularFile(file)) {
      return null;
    }
    byte[] bytes = Files.readAllBytes(file);
    if (files == 0) {
      return bytes;
    }
    byte[] comment = String.format(Locale.ROOT, "%09d", number).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, 2);
    out.write(0xff);
    out.write(0xfe);
    out.write(0);
    out.write(2 + comment.length);
    out.write(comment);
    out.write(bytes, 2, bytes.length - 2);
    return out.toByteArray();
  }
}
