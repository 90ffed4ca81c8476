package io.millrace.bench.images;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/**
 * Serves the JPEG files of a folder at any loopback address until its input ends; prints its port.
 */
public final class FolderServer {

  private FolderServer() {}

  /**
   * @param args folder
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    // or the JDK's server answers a kept connection only after 40 ms (delayed acknowledgement)
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    HttpServer server = HttpServer.create(new InetSocketAddress(0), 4096);
    server.setExecutor(Executors.newFixedThreadPool(16));
    server.createContext("/", exchange -> answer(exchange, folder));
    server.start();
    System.out.println(server.getAddress().getPort());
    while (System.in.read() >= 0) {}
    server.stop(0);
    System.exit(0);
  }

  private static void answer(HttpExchange exchange, Path folder) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath().substring(1);
      if (!name.matches("[0-9]+\\.jpg") || !Files.isRegularFile(folder.resolve(name))) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] image = Files.readAllBytes(folder.resolve(name));
      exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
      exchange.sendResponseHeaders(200, image.length);
      exchange.getResponseBody().write(image);
    }
  }
}
