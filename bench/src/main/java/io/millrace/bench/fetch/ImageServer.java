package io.millrace.bench.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.Executors;

/**
 * Serves {@code /N.jpg} on all loopback addresses, each with its own size around a mean, until
 * standard input ends. Prints its port.
 */
public final class ImageServer {

  private ImageServer() {}

  /**
   * @param args mean size of an image in bytes
   */
  public static void main(String[] args) throws IOException {
    int mean = Integer.parseInt(args[0]);
    byte[] bytes = new byte[2 * mean];
    new Random(1).nextBytes(bytes);
    // without this, a kept connection has a latency of 40 ms (delayed acknowledgement)
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    HttpServer server = HttpServer.create(new InetSocketAddress(0), 4096);
    server.setExecutor(Executors.newFixedThreadPool(16));
    server.createContext("/", exchange -> answer(exchange, bytes, mean));
    server.start();
    System.out.println(server.getAddress().getPort());
    while (System.in.read() >= 0) {}
    server.stop(0);
    System.exit(0);
  }

  private static void answer(HttpExchange exchange, byte[] bytes, int mean) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!path.endsWith(".jpg")) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    int number = Integer.parseInt(path, 1, path.length() - 4, 10);
    int length = mean / 2 + Math.floorMod(number * 7919, mean);
    exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
    exchange.sendResponseHeaders(200, length);
    exchange.getResponseBody().write(bytes, 0, length);
    exchange.close();
  }
}
