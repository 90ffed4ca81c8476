package io.millrace.pipelines.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A Flink cluster's jobs, by its REST endpoint. */
final class FlinkJobs {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final long LOOK_MILLIS = 200;

  private final HttpClient client = HttpClient.newHttpClient();
  private final String endpoint;

  /**
   * @param address {@code HOST:PORT}
   */
  FlinkJobs(String address) {
    this.endpoint = "http://" + address;
  }

  /** Id of the running job of a name that was started last. */
  Optional<String> running(String name) throws IOException {
    Optional<String> found = Optional.empty();
    long last = Long.MIN_VALUE;
    for (JsonNode job : send(HttpRequest.newBuilder(), "/jobs/overview").path("jobs")) {
      boolean ours =
          job.path("name").asText().equals(name) && job.path("state").asText().equals("RUNNING");
      if (ours && job.path("start-time").asLong() > last) {
        last = job.path("start-time").asLong();
        found = Optional.of(job.path("jid").asText());
      }
    }
    return found;
  }

  /**
   * Stops a job with a savepoint, and waits until that is there.
   *
   * @param folder address of the folder in which the savepoint is made
   * @return address of the savepoint
   * @throws IOException when it cannot be made; the job goes on then
   */
  String stop(String job, String folder, Duration limit) throws IOException {
    String body =
        JSON.createObjectNode().put("targetDirectory", folder).put("drain", false).toString();
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    String trigger = send(request, "/jobs/" + job + "/stop").path("request-id").asText();
    long end = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < end) {
      JsonNode state = send(HttpRequest.newBuilder(), "/jobs/" + job + "/savepoints/" + trigger);
      if (state.path("status").path("id").asText().equals("COMPLETED")) {
        JsonNode operation = state.path("operation");
        if (operation.has("location")) {
          return operation.get("location").asText();
        }
        throw new IOException(
            operation.path("failure-cause").path("class").asText("no savepoint was made"));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
    }
    throw new IOException("no savepoint within " + limit.toSeconds() + " s");
  }

  /** Ends a job at once. */
  void cancel(String job) throws IOException {
    send(
        HttpRequest.newBuilder().method("PATCH", BodyPublishers.noBody()),
        "/jobs/" + job + "?mode=cancel");
  }

  private JsonNode send(HttpRequest.Builder request, String path) throws IOException {
    HttpResponse<byte[]> response;
    try {
      response =
          client.send(
              request.uri(URI.create(endpoint + path)).timeout(ANSWER).build(),
              BodyHandlers.ofByteArray());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("waiting for " + endpoint + " was interrupted");
    }
    if (response.statusCode() / 100 != 2) {
      throw new IOException(endpoint + path + " answered with status " + response.statusCode());
    }
    return response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body());
  }
}
