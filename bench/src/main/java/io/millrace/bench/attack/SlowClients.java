package io.millrace.bench.attack;

import io.millrace.connectors.broker.KafkaBroker;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clients that send their requests slowly: a service must still answer other status requests. */
final class SlowClients extends Scenario {

  private static final Pattern STATUS = Pattern.compile("status at (http://[^/]+)/");

  SlowClients() {
    super("slow clients", false);
  }

  @Override
  void attack(Arena arena, AttackScore score) throws Exception {
    try (KafkaBroker broker = KafkaBroker.start(arena.file("broker"))) {
      broker.createTopic("texts", 1);
      String recipe =
          "inputs: [kafka: {bootstrap: '"
              + broker.bootstrap()
              + "', topic: texts}]\nwindows: {size: 7d}\nstages: []\n";
      List<String> arguments =
          List.of(
              "serve",
              arena.write("serve.yaml", recipe).toString(),
              "--output",
              arena.output("stream").toString(),
              "--status",
              "0");
      try (Arena.Running service = arena.start(Map.of(), arguments)) {
        String status = "";
        while (status.isEmpty()
            && !service.process().waitFor(100, TimeUnit.MILLISECONDS)
            && System.nanoTime() - service.begin() < Duration.ofSeconds(120).toNanos()) {
          Matcher said = STATUS.matcher(service.said());
          status = said.find() ? said.group(1) : "";
        }
        for (int clients : new int[] {10, 200, 600}) {
          String problem = status.isEmpty() ? service.said() : slow(URI.create(status), clients);
          score.check(kind(), clients + " slow clients", problem.isEmpty(), problem);
        }
      }
    }
  }

  private static String slow(URI status, int clients) throws Exception {
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < clients; i++) {
        Socket socket = new Socket("127.0.0.1", status.getPort());
        open.add(socket);
        socket.getOutputStream().write("GET /hea".getBytes(StandardCharsets.US_ASCII));
      }
      long begin = System.nanoTime();
      String body =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(status.resolve("/health"))
                      .timeout(Duration.ofSeconds(30))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      long millis = (System.nanoTime() - begin) / 1_000_000;
      return body.equals("healthy\n") && millis < 2_000 ? "" : body + " after " + millis + " ms";
    } catch (IOException failed) {
      return failed.toString();
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }
}
