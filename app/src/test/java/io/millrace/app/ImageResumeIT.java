package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that fetches images is killed by SIGKILL and resumed: it asks for what it has not. */
class ImageResumeIT {

  private static final int IMAGES = 300;

  /** Requests at once, and so the most that a kill can lose. */
  private static final int IN_FLIGHT = 4;

  @TempDir private Path folder;

  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private final AtomicLong requests = new AtomicLong();

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.startsWith("/picture/")) {
        asked.merge(path, 1, Integer::sum);
        requests.incrementAndGet();
        byte[] picture = picture(path.hashCode());
        exchange.sendResponseHeaders(200, picture.length);
        exchange.getResponseBody().write(picture);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private static byte[] picture(int number) throws IOException {
    BufferedImage image = new BufferedImage(120, 100, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    Random random = new Random(number);
    for (int i = 0; i < 40; i++) {
      pen.setColor(new Color(random.nextInt(1 << 24)));
      pen.fillOval(random.nextInt(120), random.nextInt(100), 30, 40);
    }
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private Path recipe(String root) throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      rows.add(
          "{\"url\": \""
              + root
              + "picture/"
              + i
              + "\", \"caption\": \"Picture number "
              + i
              + "\"}");
    }
    Path input = Files.createDirectories(folder.resolve("in")).resolve("list.jsonl");
    Files.write(input, rows);
    return Files.writeString(
        folder.resolve("r.yaml"),
        """
        inputs: [image-list: 'INPUT']
        stages:
          - image-fetch: {allow_addresses: [127.0.0.0/8], concurrency: 4, host_connections: 4, host_rate: 60}
          - image-decode
          - image-dedup
        output: {format: webdataset, shards: 3}
        """
            .replace("INPUT", input.toString()));
  }

  @Test
  void killedAndResumedItAsksOnceAndWritesTheSame() throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    try {
      server.setExecutor(threads);
      server.createContext("/", this::answer);
      server.start();
      String recipe = recipe("http://127.0.0.1:" + server.getAddress().getPort() + "/").toString();
      Path calm = folder.resolve("calm");
      Cli.done("run", recipe, "--output", calm.toString());
      assertThat(asked.values()).hasSize(IMAGES).allMatch(times -> times == 1);

      asked.clear();
      requests.set(0);
      Path killed = folder.resolve("killed");
      List<String> command = List.of("run", recipe, "--output", killed.toString());
      try (ChildJvm child = ChildJvm.start(folder.resolve("log"), Map.of(), command)) {
        assertThat(child.killAt(() -> requests.get() >= IMAGES / 3)).isEqualTo(ChildJvm.KILLED);
      }
      Cli.done("run", recipe, "--output", killed.toString(), "--resume");
      assertThat(asked).hasSize(IMAGES);
      assertThat(requests.get()).isBetween((long) IMAGES, (long) IMAGES + IN_FLIGHT);
      for (String set : List.of("shards", "rejected", "verdicts")) {
        assertThat(MadeText.hashes(killed.resolve(set)))
            .as(set)
            .isEqualTo(MadeText.hashes(calm.resolve(set)));
      }
      assertThat(Cli.done("shards", "verify", killed.toString()).out()).startsWith("sound: ");
      assertThat(killed.resolve(".work")).doesNotExist();
    } finally {
      server.stop(0);
      threads.shutdownNow();
    }
  }
}
