package io.millrace.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipelines.stream.ServiceStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to the status server and their answers. */
class StatusServerTest {

  private static ServiceStatus status(String job, int running, long checkpoint) {
    return new ServiceStatus(
        job,
        4,
        running,
        checkpoint,
        7,
        1234,
        3,
        new TreeMap<>(Map.of("kept", 30L, "dropped", 12L, "failed", 0L)),
        1_700_000_400_000L,
        2_500_000,
        new TreeMap<>(Map.of("pages/0", 5L, "pages/11", 0L)),
        "IOException: disk full");
  }

  private static HttpResponse<String> get(StatusServer server, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
            BodyHandlers.ofString());
  }

  private static StatusServer start(ServiceStatus status) throws IOException {
    return StatusServer.start(
        "127.0.0.1", 0, () -> status, 60_000, new PrintWriter(new StringWriter()));
  }

  /** The answer after the first poll of the service. */
  private static HttpResponse<String> metrics(StatusServer server) throws Exception {
    HttpResponse<String> answer = get(server, "/metrics");
    for (int tries = 0; tries < 1000 && answer.statusCode() == 503; tries++) {
      answer = get(server, "/metrics");
    }
    return answer;
  }

  @Test
  void workingServiceIsReadyAndHasMetrics() throws Exception {
    try (StatusServer server = start(status("RUNNING", 4, System.currentTimeMillis()))) {
      HttpResponse<String> metrics = metrics(server);
      assertThat(metrics.statusCode()).isEqualTo(200);
      assertThat(metrics.headers().firstValue("content-type"))
          .hasValue("text/plain; version=0.0.4; charset=utf-8");
      assertThat(metrics.body().lines())
          .contains(
              "millrace_ready 1",
              "millrace_job_running 1",
              "millrace_records_total{outcome=\"kept\"} 30",
              "millrace_records_total{outcome=\"failed\"} 0",
              "millrace_windows_committed_total 3",
              "millrace_newest_window_end_seconds 1700000400",
              "millrace_last_checkpoint_bytes 1234",
              "millrace_lag_messages{topic=\"pages\",partition=\"11\"} 0",
              "millrace_llm_cost_micros_total 2500000")
          .allMatch(
              line ->
                  line.matches("# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{[a-z]+=\"[^\"]*\".*})? \\d+"));
      assertThat(get(server, "/health").body()).isEqualTo("healthy\n");
      assertThat(get(server, "/ready?probe=1").statusCode()).isEqualTo(200);
      assertThat(get(server, "/other").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void restartingServiceIsHealthyButNotReady() throws Exception {
    long now = System.currentTimeMillis();
    for (ServiceStatus each :
        new ServiceStatus[] {
          status("RUNNING", 3, now),
          status("RESTARTING", 4, now),
          status("RUNNING", 4, now - 90_000)
        }) {
      try (StatusServer server = start(each)) {
        assertThat(metrics(server).body()).contains("millrace_ready 0\n");
        assertThat(get(server, "/ready").statusCode()).isEqualTo(503);
        assertThat(get(server, "/ready").body())
            .isEqualTo("not ready; the job last failed with: IOException: disk full\n");
        assertThat(get(server, "/health").statusCode()).isEqualTo(200);
      }
    }
    try (StatusServer server = start(status("FAILED", 0, now))) {
      assertThat(metrics(server).statusCode()).isEqualTo(200);
      assertThat(get(server, "/health").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void unknownValuesAreLeftOut() {
    ServiceStatus unknown =
        new ServiceStatus("", 0, 0, -1, -1, -1, 0, new TreeMap<>(), -1, 0, new TreeMap<>(), "");
    assertThat(ServiceMetrics.text(unknown, false))
        .contains("millrace_ready 0\n")
        .doesNotContain("millrace_last", "millrace_lag", "millrace_newest", "-1");
  }

  @Test
  void invalidRequestsAreRefusedAndDelayNoOthers() throws Exception {
    try (StatusServer server = start(status("RUNNING", 4, System.currentTimeMillis()))) {
      metrics(server);
      for (String question :
          new String[] {"POST /health HTTP/1.1\r\n\r\n", "GET\r\n", "x".repeat(5000)}) {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
          socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
          socket.getOutputStream().flush();
          byte[] answer = socket.getInputStream().readNBytes(12);
          assertThat(new String(answer, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 4");
        }
      }
      assertThat(get(server, "/health").statusCode()).isEqualTo(200);
    }
  }

  /** Opens connections that send the beginning of a request and then nothing. */
  private static List<Socket> slow(StatusServer server, int clients) throws IOException {
    List<Socket> open = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      Socket socket = new Socket("127.0.0.1", server.port());
      open.add(socket);
      socket.getOutputStream().write("GET /hea".getBytes(StandardCharsets.US_ASCII));
    }
    return open;
  }

  private static void assertAnswersAtOnce(StatusServer server) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    for (int i = 0; i < 5; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/health"))
              .timeout(Duration.ofSeconds(5)) // the kernel repeats a lost SYN after one second
              .build();
      assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("healthy\n");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 200, 2 * StatusConnections.MOST})
  void slowClientsDelayNoOthers(int clients) throws Exception {
    try (StatusServer server = start(status("RUNNING", 4, System.currentTimeMillis()))) {
      metrics(server);
      List<Socket> open = slow(server, clients);
      try {
        assertAnswersAtOnce(server);
      } finally {
        for (Socket socket : open) {
          socket.close();
        }
      }
    }
  }

  /** Sends a byte from time to time, or nothing, until the connection ends. */
  private static void assertEnds(Socket socket, boolean sends) throws IOException {
    socket.setSoTimeout(500);
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < end) {
      try {
        if (sends) {
          socket.getOutputStream().write('x');
        }
        if (socket.getInputStream().read() < 0) {
          return;
        }
      } catch (SocketTimeoutException open) {
        assertThat(System.nanoTime()).as("the connection is still open").isLessThan(end);
      } catch (SocketException reset) {
        return;
      }
    }
  }

  @Test
  void silentAndSlowConnectionsEnd() throws Exception {
    try (StatusServer server = start(status("RUNNING", 4, System.currentTimeMillis()))) {
      for (boolean sends : new boolean[] {false, true}) {
        try (Socket socket = slow(server, 1).get(0)) {
          assertEnds(socket, sends);
        }
      }
    }
  }
}
